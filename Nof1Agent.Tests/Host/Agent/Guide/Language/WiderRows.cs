namespace Nof1Agent.Tests.Host.Agent.Guide.Language;

/// <summary>A third set that the rules were tuned on: many ways to say the same act or goal.</summary>
internal static class WiderRows
{
    public const string Text = """
        nothing | has it made any difference so far | didItWork
        nothing | so is the caffeine thing working | didItWork
        nothing | can you tell me if its working yet | didItWork
        nothing | I want to see how im doing | didItWork
        nothing | am i any better on the no caffeine days | didItWork
        nothing | whats the verdict | didItWork
        nothing | just a quick peek? | didItWork
        nothing | do you know yet whether it helps | didItWork
        nothing | how are things looking | didItWork
        nothing | which days were better | didItWork
        nothing | can we look at the results early? | didItWork
        nothing | is there an effect | didItWork
        nothing | please pause everything | pause
        nothing | need a week off | pause
        nothing | can we stop for a few days, im ill | pause missing=ill
        nothing | ill be on holiday from friday | pause missing=travelling
        nothing | dont ask me anything this week | pause
        nothing | can we take a break till monday | pause
        nothing | ok im back from holiday | resume
        nothing | lets pick it up again | resume
        nothing | ready to go again | resume
        nothing | you can start asking again | resume
        nothing | i dont want to take part anymore | stop
        nothing | this is too much, i want out | stop
        nothing | end this | stop
        nothing | im fed up with this, stop messaging me | stop
        nothing | how do i quit | stop
        nothing | cancel everything | stop
        nothing | that last entry was wrong, remove it | undo
        nothing | ignore my last message | undo
        nothing | can you undo that please | undo
        nothing | sorry pressed the wrong button | undo
        nothing | that wasnt right, take it back | undo
        nothing | do i have coffee today or not | today
        nothing | what is planned for tonight | today
        nothing | am i on bath or no bath | today
        nothing | which one is it today | today
        nothing | remind me what im doing this week | today
        nothing | bath tonight? | today
        nothing | so what should i be doing now | today
        nothing | any other ideas | candidates
        nothing | what else is there | candidates
        nothing | what would be worth trying next | candidates
        nothing | give me some suggestions | candidates
        nothing | can i test something else | candidates
        nothing | how many entries do i have | diary
        nothing | show me last week | diary
        nothing | can you show me a graph of my sleep | diary
        nothing | what did i enter on monday | diary
        nothing | list my check-ins | diary
        nothing | is my data safe | privacy
        nothing | where is all this stored | privacy
        nothing | i want all my data deleted | privacy
        nothing | send me a copy of my data | privacy
        nothing | does my boss see any of this | privacy
        nothing | will you share this with my insurance | privacy
        nothing | forget everything about me | privacy
        nothing | i want to talk to a doctor | human
        nothing | get me a human | human
        nothing | is there anyone i can speak to | human
        nothing | can my coach look at this | human
        nothing | id rather talk to a person | human
        nothing | pls let me speak to a real human being | human
        nothing | how do you work this out | help
        nothing | i dont get what this is about | help
        nothing | what can i say here | help
        nothing | help!! | help
        nothing | what are my choices here | candidates
        nothing | how long does it take | help
        nothing | do i need to pay for this | help
        nothing | what do the numbers mean | help
        nothing | why are you asking me every day | why
        nothing | why bath | why candidate=2
        nothing | whats the reason for the washout days | why
        nothing | why should i believe that | why
        nothing | thanks very much for your help | thanks
        nothing | ok thanks | thanks
        nothing | thank u | thanks
        nothing | heya | greet
        nothing | good afternoon | greet
        nothing | hello again | greet
        nothing | 35 mins and i did it | answer value=35 adherence=yes
        nothing | took 50 mins last night, skipped the bath | answer value=50 adherence=no
        nothing | about 20 | answer value=20
        nothing | monday was 45 | answer value=45 day=2026-03-16
        nothing | i was ill on monday | answer missing=ill day=2026-03-16
        nothing | yesterday i forgot to measure | answer missing=forgot day=2026-03-17
        nothing | yesterdays value is wrong, it was 15 | correct value=15 day=2026-03-17
        nothing | actually yesterday was 25 | correct value=25 day=2026-03-17
        nothing | i made a mistake, it was 40 not 14 | correct value=40
        nothing | can you change that to 30 | correct value=30
        nothing | 30 sorry not 20 | correct value=30
        nothing | had a huge fight with my partner last night | answer note=fight
        nothing | the tablets give me heartburn | answer sideEffect=heartburn
        nothing | what do you think about brexit | unclear
        nothing | blah | unclear
        nothing | yes | unclear
        nothing | 7 | answer value=7

        goal@new | sleeping problems | answer goal=sleep quality
        goal@new | i cant sleep | answer goal=sleep onset
        goal@new | bad sleep | answer goal=sleep quality
        goal@new | I am awake half the night | answer goal=sleep quality
        goal@new | better nights | answer goal=sleep quality
        goal@new | my sleep is all over the place | answer goal=sleep quality
        goal@new | i take forever to nod off | answer goal=sleep onset
        goal@new | I'm up for hours before I can sleep | answer goal=sleep onset
        goal@new | cant switch my brain off at night | answer goal=sleep onset
        goal@new | it takes me over an hour to get to sleep | answer goal=sleep onset
        goal@new | I drink too much coffee and then cant sleep | answer goal=restless nights from caffeine
        goal@new | is my coffee ruining my sleep? | unclear
        goal@new | wondering if caffeine is why im restless at night | answer goal=restless nights from caffeine
        goal@new | im having two migraines a week | answer goal=migraine / headache
        goal@new | constant headache since march | answer goal=migraine / headache
        goal@new | lower back. been bad for years | answer goal=low-back pain
        goal@new | my back goes out all the time | answer goal=low-back pain
        goal@new | sciatica pain down my leg | answer goal=low-back pain conditions=sciatica
        goal@new | pain in my joints | answer goal=chronic pain
        goal@new | i ache all over | answer goal=chronic pain
        goal@new | neck and shoulder pain | answer goal=chronic pain
        goal@new | i feel flat and sad | answer goal=low mood
        goal@new | not enjoying anything any more | answer goal=low mood
        goal@new | mood | answer goal=low mood
        goal@new | i'd like to be happier | answer goal=low mood
        goal@new | everything is too much at the moment | answer goal=stress
        goal@new | cant relax after work | answer goal=stress
        goal@new | im a nervous wreck | answer goal=anxiety
        goal@new | I worry about everything | answer goal=anxiety
        goal@new | panic atacks | answer goal=anxiety
        goal@new | i lose focus really quickly | answer goal=focus / attention
        goal@new | cant pay attention in meetings | answer goal=focus / attention
        goal@new | want to be more productive | answer goal=focus / attention
        goal@new | no energy in the afternoons | answer goal=fatigue / energy
        goal@new | why am i always so tired | answer goal=fatigue / energy
        goal@new | tiredness | answer goal=fatigue / energy
        goal@new | I run out of steam after lunch | answer goal=fatigue / energy
        goal@new | my gut is a mess | answer goal=IBS / bloating
        goal@new | belly swells up like a balloon | answer goal=IBS / bloating
        goal@new | constipation | answer goal=IBS / bloating
        goal@new | heart burn after dinner | answer goal=acid reflux
        goal@new | i've got reflux | answer goal=acid reflux
        goal@new | hypertension | answer goal=blood pressure
        goal@new | my pressure is high, 150 over 95 | answer goal=blood pressure
        goal@new | im prediabetic and want lower sugars after meals | answer goal=blood glucose after meals
        goal@new | glucose spikes | answer goal=blood glucose after meals
        goal@new | I get so hot, its the menopause | answer goal=hot flushes
        goal@new | waking up drenched in sweat | answer goal=hot flushes
        goal@new | pollen season is killing me | answer goal=allergy
        goal@new | sneezing constantly | answer goal=allergy
        goal@new | exzema on elbows | answer goal=eczema itch
        goal@new | itching at night from eczema | answer goal=eczema itch
        goal@new | i get really sore after leg day | answer goal=muscle soreness
        goal@new | recover faster after workouts | answer goal=muscle soreness
        goal@new | hello! whats this all about? | help
        goal@new | how does it work | help
        goal@new | what kind of things can you test | help
        goal@new | give me an example | help
        goal@new | none | unclear
        goal@new | my wife snores | unclear

        consent | yes of course | answer consent=yes
        consent | you may | answer consent=yes
        consent | thats alright | answer consent=yes
        consent | i dont mind | answer consent=yes
        consent | Yes I consent to that | answer consent=yes
        consent | sure why not | answer consent=yes
        consent | not really | answer consent=no
        consent | absolutely not | answer consent=no
        consent | i'd prefer you didn't | answer consent=no
        consent | what data? | privacy
        consent | for how long? | privacy
        consent | is this safe? | privacy
        consent | do i have to? | help
        consent | yes but dont share it with anyone | answer consent=yes
        consent | maybe | unclear

        medicines | paracetomol | answer medicines=paracetamol
        medicines | i'm taking omeprazole and occasionally ibuprofen | answer medicines=omeprazole+ibuprofen
        medicines | no medicines no supplements | answer medicines=-
        medicines | i dont use any medicine | answer medicines=-
        medicines | multivitamins only | answer medicines=multivitamins
        medicines | antidepressants | answer medicines=antidepressants
        medicines | 2 paracetamol most days | answer medicines=paracetamol
        medicines | zero | answer medicines=-
        medicines | nothing prescribed. magnesium sometimes | answer medicines=magnesium
        medicines | was on prozac, now nothing | answer medicines=-
        medicines | i take something for my blood pressure | answer medicines=something for my blood pressure
        medicines | rather not tell you | skip
        conditions | none that i know of | answer conditions=- pregnant=no
        conditions | i dont have any | answer conditions=-
        conditions | no health problems | answer conditions=-
        conditions | no health conditions and no i cant be pregnant | answer conditions=- pregnant=no
        conditions | yes diabetes | answer conditions=diabetes
        conditions | asthma and im 5 months gone | answer conditions=asthma pregnant=yes
        conditions | I might be expecting | answer pregnant=yes
        conditions | a bit of hay fever, otherwise fine | answer conditions=hay fever
        conditions | had a stroke 3 years ago | answer conditions=stroke
        conditions | bad knees, high colesterol | answer conditions=bad knees+high cholesterol
        conditions | what counts as a condition? | help

        checkin | Took me ages, maybe 1.5h. Yes did everything | answer value=90 adherence=yes
        checkin | fifteen | answer value=15
        checkin | fourty five | answer value=45
        checkin | 5 mins!! | answer value=5
        checkin | 0 | answer value=0
        checkin | instantly, like 2 mins | answer value=2
        checkin | an hour | answer value=60
        checkin | an hour and ten minutes, no | answer value=70 adherence=no
        checkin | hour and a half, yep | answer value=90 adherence=yes
        checkin | 1h | answer value=60
        checkin | 2hrs 15mins | answer value=135
        checkin | 30 mins - did the bath | answer value=30 adherence=yes
        checkin | 40 min / yes | answer value=40 adherence=yes
        checkin | yes 25min | answer value=25 adherence=yes
        checkin | y 30 | answer value=30 adherence=yes
        checkin | n 70 | answer value=70 adherence=no
        checkin | 20 min and I had no coffee after lunch | answer value=20 adherence=yes
        checkin | 35 minutes and i kept to it | answer value=35 adherence=yes
        checkin | 35, as planned | answer value=35 adherence=yes
        checkin | 45 min, i failed | answer value=45 adherence=no
        checkin | 45 min, only managed half the routine | answer value=45 adherence=partly
        checkin | 25 min, more or less did it | answer value=25 adherence=partly
        checkin | 30 but forgot the glasses | answer value=30 adherence=no
        checkin | 30 didn't take the tablet | answer value=30 adherence=no
        checkin | 30 and took the tablet | answer value=30 adherence=yes
        checkin | all done, 20 minutes | answer value=20 adherence=yes
        checkin | not sure exactly, around 40 | answer value=40
        checkin | I think 30? | answer value=30
        checkin | between half an hour and 40 min | answer value=35
        checkin | 10-15 | answer value=12.5
        checkin | less than 10 minutes | unclear
        checkin | 30 or 60 | answer value=45
        checkin | no sleep at all, was ill | answer missing=ill
        checkin | got flu | answer missing=ill
        checkin | food poisoning last night | answer missing=ill
        checkin | im in hospital | answer missing=ill
        checkin | night flight | answer missing=travelling
        checkin | 80 mins but jetlagged | answer value=80 disrupted=travelling
        checkin | 50, i have a cold | answer value=50 disrupted=ill
        checkin | did it but didn't note the time | answer adherence=yes missing=forgot
        checkin | I was at a party until 4 so no idea | skip
        checkin | mistake, it was 25 | correct value=25
        checkin | correction: 35 | correct value=35
        checkin | meant 55 | correct value=55
        checkin | for yesterday i meant 20 | correct value=20 day=2026-03-17
        checkin | change it to 50 please | correct value=50
        checkin | sorry, yes i did do it | answer adherence=yes
        checkin | saturday was 70 and no | answer value=70 adherence=no day=2026-03-14
        checkin | for monday: 15, yes | answer value=15 adherence=yes day=2026-03-16
        checkin | last friday 20 | answer value=20 day=2026-03-13
        checkin | 3 days ago: 45 | answer value=45 day=2026-03-15
        checkin | 16th march 40 min | answer value=40 day=2026-03-16
        checkin | yesterday | unclear
        checkin | monday | unclear
        checkin | a bit better than yesterday | unclear
        checkin | quick | unclear
        checkin | did it work? | didItWork
        checkin | whats today | today
        checkin | pause | pause
        checkin | what do you mean by planned? | help
        checkin | how do i know how long it took | help
        checkin | hello | greet
        checkin | thanks | thanks
        checkin | 👍 | answer adherence=yes
        checkin | 👍 20 | answer value=20 adherence=yes
        checkin | ② | unclear
        checkin | ٢٥ | answer value=25
        checkin | 25 min, had bad dreams | answer value=25 sideEffect=bad dreams
        checkin | 25, stomach ache after the magnesium | answer value=25 sideEffect=stomach ache
        checkin | 25. no headache today | answer value=25
        checkin | 30, my kid woke me up twice | answer value=30 note=kid woke me up twice
        checkin | 30. stressful day at work, deadline | answer value=30 note=stressful day at work
        checkin | 30 did it. period started | answer value=30 adherence=yes note=period started
        checkin@rating | 7 i think | answer value=7
        checkin@rating | 6.5 | answer value=6.5
        checkin@rating | a bit better, 6 | answer value=6
        checkin@rating | 5/10 | answer value=5
        checkin@rating | nine out of ten!! yes | answer value=9 adherence=yes
        checkin@rating | 15 | unclear
        checkin@rating | 7 and yes | answer value=7 adherence=yes
        checkin@rating | 2, didnt do the exercises, knee too sore | answer value=2 adherence=no note=knee too sore
        checkin@rating | same as yesterday | unclear
        checkin@rating | 70 | unclear
        checkin@rating | four. forgot the pill | answer value=4 adherence=no
        checkin@bp | 142 over 90 | answer value=142
        checkin@bp | 142/90 and yes had the juice | answer value=142 adherence=yes
        checkin@bp | top 131 | answer value=131
        checkin@bp | machine was broken | answer missing=other
        checkin@tst | 7.5 | answer value=450
        checkin@tst | seven hours, yes | answer value=420 adherence=yes
        checkin@tst | 6h30m did it | answer value=390 adherence=yes
        checkin@tst | 400 min | answer value=400
        checkin@tst | from 11 to 6 | unclear
        checkin@count | 5 | answer value=5
        checkin@count | none | answer value=0
        checkin@count | a couple | answer value=2
        checkin@count | four hot flushes | answer value=4
        mcid | 15 | answer mcid=15
        mcid | I'd want at least half an hour less | answer mcid=30
        mcid | cut it by 20 min | answer mcid=20
        mcid | down from 60 to 30 | answer mcid=30
        mcid | ten minutes would do it | answer mcid=10
        mcid | 5 or 10 min | answer mcid=5
        mcid | a few minutes | unclear
        mcid | big one | unclear
        mcid | dont mind | skip
        mcid | what would you say? | help
        mcid@rating | half a point | answer mcid=0.5
        mcid@rating | 2 out of 10 | answer mcid=2
        mcid@rating | 2-3 points | answer mcid=2.5
        typical | good 20 mins, bad 1 hour | answer typicalGood=20 typicalBad=60
        typical | 20min good night. bad night 1h30 | answer typicalGood=20 typicalBad=90
        typical | best: 15min worst: 3 hours | answer typicalGood=15 typicalBad=180
        typical | good about 10-15, bad about 60 | answer typicalGood=12.5 typicalBad=60
        typical | on a bad one 90 | answer typicalBad=90
        typical | between 20 minutes and an hour and a half | answer typicalGood=20 typicalBad=90
        typical@rating | 3-8 | answer typicalGood=3 typicalBad=8
        typical@rating | good days 2 or 3, bad days 8 | answer typicalGood=2.5 typicalBad=8
        typical@quality | good 7, bad 4 | answer typicalGood=7 typicalBad=4
        typical@bp | 120 to 145 | answer typicalGood=120 typicalBad=145
        expectation | 7.5 | answer expectation=7.5
        expectation | quite a lot, 8 maybe | answer expectation=8
        expectation | low, 2 | answer expectation=2
        expectation | im sceptical. 3 | answer expectation=3
        expectation | ten | answer expectation=10
        expectation | what do most people say? | help
        expectation | 6 no 5 | correct expectation=5
        expectation | no, i meant 6 | correct expectation=6
        adult | I'm over 18 | answer adult=yes
        adult | 18+ | answer adult=yes
        adult | im 45, not pregnant, no medicines | answer adult=yes pregnant=no medicines=-
        adult | nineteen | answer adult=yes
        adult | no im 16 | answer adult=no
        adult | born in 2012 | answer adult=no
        adult | not saying | skip
        limits | no exercise please, bad knee | answer limits=exercise+bad knee
        limits | i dont like cold water | answer limits=cold water
        limits | nothing with alcohol | answer limits=alcohol
        limits | wouldnt want to give up chocolate | answer limits=give up chocolate
        limits | no way im getting up before 7 | answer limits=getting up before 7
        limits | would rather avoid pills | answer limits=pills
        limits | i hate running | answer limits=running
        tried | tried melatonin, reading and no phone in bed | answer tried=melatonin+reading+no phone in bed
        tried | a bit of everything | unclear
        tried | yes | unclear
        tried | hot milk lol | answer tried=hot milk
        tried | ear plugs, blackout curtains | answer tried=ear plugs+blackout curtains
        tried | not a lot, just reading | answer tried=reading
        length | 6 wks | answer weeks=6
        length | lets do the 4 week one | answer weeks=4
        length | 8 | answer weeks=8
        length | whats the difference | help
        length | whatever gives the best answer | skip
        length | longest please | answer weeks=8
        length | one month | answer weeks=4
        length | 5 | answer weeks=5
        candidates | b | answer candidate=2
        candidates | 2 pls | answer candidate=2
        candidates | I like the sound of the bath one | answer candidate=2
        candidates | lets try caffeine first | answer candidate=1
        candidates | the first | answer candidate=1
        candidates | definitely not melatonin | unclear
        candidates | caffeine or bath | unclear
        candidates | is there anything else? | candidates
        candidates | number 4 the melatonin | answer candidate=4
        candidates | routine | answer candidate=3
        candidates | what does CBT-I involve | help
        outcome | the minutes one | unclear
        outcome | option 1 please | answer outcome=sleep onset latency
        outcome | rate my sleep 0 to 10 | answer outcome=rating
        outcome | how long i sleep in total | answer outcome=total sleep time
        outcome | 2 | answer outcome=total sleep time
        outcome | both | unclear
        confirm | perfect | answer confirm=yes
        confirm | yes do it | answer confirm=yes
        confirm | looks ok to me | answer confirm=yes
        confirm | change it | answer confirm=no
        confirm | I want to change the length | answer confirm=no
        confirm | not happy with it | answer confirm=no
        confirm | let me think about it | answer confirm=no
        confirm | 👌 | answer confirm=yes
        confirm | shorter please | unclear
        confirm | why 6 weeks? | why
        word | tangerine | answer word=tangerine
        word | no | skip
        word | 314159 | answer word=314159
        word | hmm... teapot | answer word=teapot
        word | ok then, biscuit | answer word=biscuit
        word | skip | skip

        checkin | kept to the plan. slept like a log, maybe 10 minutes to drop off | answer value=10 adherence=yes
        checkin | went to bed at 10:30, fell asleep around 11 | unclear
        checkin | I don't remember, maybe 20? | answer value=20
        checkin | 20 minutes but I woke up three times | answer value=20 note=woke up three times
        checkin | 20 min last night, 30 min the night before | unclear
        checkin@rating | eight point five | answer value=8.5
        checkin@rating | it was 7 but then 5 in the evening | unclear
        checkin | between half an hour and an hour | answer value=45
        mcid | 10 minutes quicker, im 45 by the way | answer mcid=10 adult=yes
        mcid | if it took 20 minutes instead of 45 | answer mcid=25
        mcid@rating | going from a 6 to a 4 | answer mcid=2
        conditions | No i am male | answer conditions=- pregnant=no
        conditions | possibly pregnant, we are trying | answer pregnant=yes
        medicines | none at all. I'm allergic to aspirin | answer medicines=- conditions=allergic to aspirin
        tried | magnesium for 2 weeks | answer tried=magnesium
        limits | i'd rather not exercise in the evening | answer limits=exercise in the evening
        limits | as long as its not a diet | answer limits=diet
        limits | everything is fine | answer limits=-
        length | long enough to be sure | unclear
        confirm | yes but can i skip weekends? | unclear
        adult | I turned 18 in January | answer adult=yes
        goal@new | My problem is falling asleep. I'm 52, I take ramipril, and I've tried valerian. | answer goal=sleep onset adult=yes medicines=ramipril tried=valerian
        goal@new | can i test if magnesium helps my sleep | answer goal=sleep quality
        goal@new | brain feels slow, cant think | answer goal=focus / attention
        nothing | how many days left | didItWork
        nothing | I missed yesterday | answer missing=forgot day=2026-03-17

        checkin | did not follow it, 55 | answer value=55 adherence=no
        checkin | Ill, didn't do it | answer missing=ill adherence=no
        checkin | I'm not well today | answer missing=ill
        checkin | 51. sorry 15 | correct value=15
        checkin | 30 mins I followed it except one coffee | answer value=30 adherence=partly
        checkin | feeling dizzy since i started the magnesium | answer sideEffect=dizzy
        checkin | yes but 2 hours | answer value=120 adherence=yes
        nothing | i want to do another trial | candidates
        nothing | never mind, cancel that | undo
        nothing | whats my average | didItWork
        length | at least 6 | answer weeks=6
        length | as long as it takes | unclear
        candidates | I already tried melatonin | unclear
        """;
}
