namespace Nof1Agent.Tests.Host.Agent.Guide.Language;

/// <summary>Sentences that the rules were tuned on; every one must be read as written here.</summary>
/// <remarks>Columns: open question (with a variant of the context after @) | message | act and facts. Lists are joined with "+"; "-" is an empty list.</remarks>
internal static class TunedRows
{
    public const string Text = """
        consent | yes | answer consent=yes
        consent | yeah thats fine | answer consent=yes
        consent | ok | answer consent=yes
        consent | sure, go ahead | answer consent=yes
        consent | no thanks | answer consent=no
        consent | id rather not | answer consent=no
        consent | why do you need that | why
        consent | who can see what i write? | privacy
        consent | hi | greet
        consent | yes. i sleep really badly | answer consent=yes goal=sleep quality
        consent | only if nobody else sees it | unclear
        consent | 👍 | answer consent=yes
        consent | what is this | help
        consent | yep, thats ok with me | answer consent=yes
        consent | dont store anything | answer consent=no

        goal@new | I cant fall asleep | answer goal=sleep onset
        goal@new | it takes me ages to drop off at night | answer goal=sleep onset
        goal@new | i keep waking up in the night | answer goal=sleep quality
        goal@new | insomina | answer goal=sleep onset
        goal@new | too much coffee i think, my nights are restless | answer goal=restless nights from caffeine
        goal@new | migranes | answer goal=migraine / headache
        goal@new | headaches pretty much every week | answer goal=migraine / headache
        goal@new | my lower back is killing me | answer goal=low-back pain
        goal@new | constant pain everywhere, fibromyalgia | answer goal=chronic pain conditions=fibromyalgia
        goal@new | feeling down lately | answer goal=low mood
        goal@new | Im so stressed | answer goal=stress
        goal@new | anxiuos all the time | answer goal=anxiety
        goal@new | i cant concentrate at work | answer goal=focus / attention
        goal@new | always tired, no energy | answer goal=fatigue / energy
        goal@new | bloated after every meal | answer goal=IBS / bloating
        goal@new | heartburn at night | answer goal=acid reflux
        goal@new | get my blood presure down | answer goal=blood pressure
        goal@new | my sugar spikes after lunch | answer goal=blood glucose after meals
        goal@new | hot flashes!! | answer goal=hot flushes
        goal@new | hay fever | answer goal=allergy
        goal@new | itchy eczema on my hands | answer goal=eczema itch
        goal@new | sore legs after the gym | answer goal=muscle soreness
        goal@new | hi there, id like to sleep better. im 52 and take metformin | answer goal=sleep quality adult=yes medicines=metformin
        goal@new | what can you help with? | help
        goal@new | dunno | skip
        goal@new | asdfkjh | unclear
        goal@new | 我睡不好 | unclear
        goal@new | I want to fall asleep faster, on a good night its 20 min and on a bad one 90 | answer goal=sleep onset typicalGood=20 typicalBad=90
        goal@new | i get migraines and im pregnant | answer goal=migraine / headache pregnant=yes

        outcome | 1 | answer outcome=sleep onset latency
        outcome | the first one | answer outcome=sleep onset latency
        outcome | number 2 pls | answer outcome=total sleep time
        outcome | how long it takes me to fall asleep | answer outcome=sleep onset latency
        outcome | minutes to fall asleep | answer outcome=sleep onset latency
        outcome | total sleep | answer outcome=total sleep time
        outcome | just a 0-10 rating | answer outcome=rating
        outcome | the last one | answer outcome=rating
        outcome | 7 | unclear
        outcome | either 1 or 2 | unclear
        outcome | hours slept | answer outcome=total sleep time
        outcome | whats the difference? | help
        outcome@pain | 0 to 10 pain score | answer outcome=pain intensity

        mcid | 10 | answer mcid=10
        mcid | 10 minutes | answer mcid=10
        mcid | at least a quarter of an hour | answer mcid=15
        mcid | half an hour i guess | answer mcid=30
        mcid | ten mins less | answer mcid=10
        mcid | 15-20 min | answer mcid=15
        mcid | if i got from 60 to 45 id be happy | answer mcid=15
        mcid | not sure | skip
        mcid | 0 | unclear
        mcid | why does that matter | why
        mcid | what do you mean? | help
        mcid | a lot | unclear
        mcid@rating | 2 points | answer mcid=2
        mcid@rating | one and a half | answer mcid=1.5
        mcid@rating | 20 | unclear
        mcid | 10 or maybe 60 | unclear

        typical | 20 and 90 | answer typicalGood=20 typicalBad=90
        typical | good day 15, bad day over an hour, 75 maybe | answer typicalGood=15 typicalBad=75
        typical | on a bad night 2 hours, good night 20 min | answer typicalGood=20 typicalBad=120
        typical | 20-90 | answer typicalGood=20 typicalBad=90
        typical | 10 mins when its good, an hour and a half when its bad | answer typicalGood=10 typicalBad=90
        typical | depends | unclear
        typical | bad: 80 | answer typicalBad=80
        typical | dont know | skip
        typical | about 40 | unclear
        typical@quality | good is an 8 bad is a 3 | answer typicalGood=8 typicalBad=3
        typical@quality | between 3 and 7 | answer typicalGood=7 typicalBad=3
        typical@rating | 2 / 8 | answer typicalGood=2 typicalBad=8
        typical | best 15 worst 120 | answer typicalGood=15 typicalBad=120

        adult | yes | answer adult=yes
        adult | 34 | answer adult=yes
        adult | im 17 | answer adult=no
        adult | nope, 16 | answer adult=no
        adult | yeah im fifty two | answer adult=yes
        adult | well over 18 lol | answer adult=yes
        adult | 18 in june | answer adult=no
        adult | why do you need my age | why
        adult | rather not say | skip
        adult | born 1979 | answer adult=yes
        adult | 61 yrs, and not pregnant obviously | answer adult=yes pregnant=no

        conditions | none | answer conditions=- pregnant=no
        conditions | no | answer conditions=- pregnant=no
        conditions | nope all healthy, not pregnant | answer conditions=- pregnant=no
        conditions | type 2 diabetes | answer conditions=type 2 diabetes
        conditions | high blood pressure and asthma | answer conditions=high blood pressure+asthma
        conditions | im 12 weeks pregnant | answer pregnant=yes
        conditions | could be pregnant | answer pregnant=yes
        conditions | epilepsy, not pregnant | answer conditions=epilepsy pregnant=no
        conditions | i had a heart attack in 2019 | answer conditions=heart attack
        conditions | asthma. i take salbutamol | answer conditions=asthma medicines=salbutamol
        conditions | yes | unclear
        conditions | does hay fever count? | help
        conditions | none of your business | skip
        conditions | diabtes | answer conditions=diabetes
        conditions | im a bloke lol, nothing wrong with me | answer conditions=- pregnant=no
        conditions | no diabetes, just asthma | answer conditions=asthma
        conditions | underactive thyroid, and im trying for a baby | answer conditions=underactive thyroid pregnant=yes

        medicines | none | answer medicines=-
        medicines | i dont take anything | answer medicines=-
        medicines | no medicines | answer medicines=-
        medicines | sertraline 50mg and the pill | answer medicines=sertraline+the pill
        medicines | vit d, magnesium | answer medicines=vitamin d+magnesium
        medicines | just ibuprofen now and then | answer medicines=ibuprofen
        medicines | nothing except a multivitamin | answer medicines=multivitamin
        medicines | levothyroxin & omeprazole in the mornings | answer medicines=levothyroxine+omeprazole
        medicines | blood thinners | answer medicines=blood thinners
        medicines | i cant remember the name | skip
        medicines | does vitamin c count? | help
        medicines | paracetamol, metformin 500 mg twice a day, ramipril | answer medicines=paracetamol+metformin+ramipril
        medicines | not taking any meds, no supplements either | answer medicines=-
        medicines | used to take sertraline but stopped last year | answer medicines=-
        medicines | yes | unclear

        tried | nothing | answer tried=-
        tried | not really | answer tried=-
        tried | melatonin, didnt help | answer tried=melatonin
        tried | ive tried melatonin and a warm bath | answer tried=melatonin+a warm bath
        tried | no coffee after lunch, reading in bed, chamomile tea | answer tried=no coffee after lunch+reading in bed+chamomile tea
        tried | everything! | unclear
        tried | skip | skip
        tried | cut out alcohol for a bit | answer tried=cut out alcohol
        tried | havent tried anything yet | answer tried=-

        limits | no | answer limits=-
        limits | im happy to try anything | answer limits=-
        limits | no pills please | answer limits=pills
        limits | i wont give up coffee | answer limits=give up coffee
        limits | dont want to take medicine or do cold showers | answer limits=take medicine+do cold showers
        limits | nope anything goes | answer limits=-
        limits | not giving up my morning coffee | answer limits=giving up my morning coffee
        limits | like what? | help

        expectation | 7 | answer expectation=7
        expectation | maybe a 4 | answer expectation=4
        expectation | 6/10 | answer expectation=6
        expectation | zero | answer expectation=0
        expectation | fifty fifty | answer expectation=5
        expectation | 12 | unclear
        expectation | no idea tbh | skip
        expectation | 8 no wait 7 | correct expectation=7
        expectation | six and a half | answer expectation=6.5
        expectation | about 3 out of ten | answer expectation=3

        candidates | 2 | answer candidate=2
        candidates | the second one | answer candidate=2
        candidates | caffeine | answer candidate=1
        candidates | the coffee one | answer candidate=1
        candidates | lets do the bath | answer candidate=2
        candidates | melatonon please | answer candidate=4
        candidates | 9 | unclear
        candidates | 1 and 3 | unclear
        candidates | why caffeine? | why candidate=1
        candidates | what is cbt-i? | help
        candidates | last one | answer candidate=4
        candidates | not melatonin, the bath | answer candidate=2
        candidates | you choose | skip
        candidates | is melatonin safe? | unclear

        length | 6 | answer weeks=6
        length | six weeks | answer weeks=6
        length | the short one | answer weeks=4
        length | a month | answer weeks=4
        length | 2 | unclear
        length | the longest | answer weeks=8
        length | 42 days | answer weeks=6
        length | 8wks is ok | answer weeks=8
        length | 4 or 6 | unclear
        length | second option | answer weeks=6

        confirm | yes | answer confirm=yes
        confirm | looks good | answer confirm=yes
        confirm | lets do it | answer confirm=yes
        confirm | no | answer confirm=no
        confirm | not yet | answer confirm=no
        confirm | can we make it 6 weeks instead | correct weeks=6
        confirm | hang on, id rather do the bath | correct candidate=2
        confirm | what happens if i miss a day? | help

        word | banana | answer word=banana
        word | 42 | answer word=42
        word | my word is Pineapple! | answer word=Pineapple
        word | what for? | why
        word | stop | stop
        word | let it rain | answer word=let it rain

        checkin | 25 | answer value=25
        checkin | 25, yes | answer value=25 adherence=yes
        checkin | 40 and no | answer value=40 adherence=no
        checkin | about half an hour, did it | answer value=30 adherence=yes
        checkin | 1h20 | answer value=80
        checkin | 1 h 20 min, mostly | answer value=80 adherence=partly
        checkin | three quarters of an hour | answer value=45
        checkin | an hour and a half. forgot the magnesium | answer value=90 adherence=no
        checkin | 90 min, didnt do it | answer value=90 adherence=no
        checkin | 20 to 30, yes did everything | answer value=25 adherence=yes
        checkin | 10 to 90 | unclear
        checkin | yes | answer adherence=yes
        checkin | was ill, no idea | answer missing=ill
        checkin | forgot to write it down | answer missing=forgot
        checkin | on a plane all night so nothing | answer missing=travelling
        checkin | 60, but i had a fever | answer value=60 disrupted=ill
        checkin | yesterday it was 35 | answer value=35 day=2026-03-17
        checkin | monday 40, yes | answer value=40 adherence=yes day=2026-03-16
        checkin | 2 days ago 50 | answer value=50 day=2026-03-16
        checkin | 30 and i felt dizzy from the tablet | answer value=30 sideEffect=dizzy
        checkin | sorry 25 not 52 | correct value=25
        checkin | no, i meant 6 | correct value=6
        checkin | make that 7 | correct value=7
        checkin | skip | skip
        checkin | 45 mins. neighbour was loud | answer value=45 note=neighbour was loud
        checkin | -5 | unclear
        checkin | 5000 | unclear
        checkin | fell asleep straight away | unclear
        checkin | i fell asleep at 1:20 | unclear
        checkin@rating | slept badly, maybe a 4, forgot the tablet | answer value=4 adherence=no note=slept badly
        checkin@rating | 11 | unclear
        checkin@rating | six and a half | answer value=6.5
        checkin@rating | 7ish | answer value=7
        checkin@rating | 7/10 did it | answer value=7 adherence=yes
        checkin@rating | pretty good | unclear
        checkin@rating | a solid eigth, and yes | answer value=8 adherence=yes
        checkin@bp | 132/84 | answer value=132
        checkin@bp | 128 over 79, had the juice | answer value=128 adherence=yes
        checkin@tst | 6.5 hours | answer value=390
        checkin@tst | 7h15 | answer value=435
        checkin@count | just one | answer value=1
        checkin@count | none, yes | answer value=0 adherence=yes

        nothing | did it work? | didItWork
        nothing | any results yet | didItWork
        nothing | what do i do today | today
        nothing | i want to stop | stop
        nothing | pause please im on holiday next week | pause missing=travelling
        nothing | im back, lets continue | resume
        nothing | undo | undo
        nothing | oops delete that last one | undo
        nothing | show me my numbers | diary
        nothing | what else could i try | candidates
        nothing | delete all my data | privacy
        nothing | can i talk to a real person | human
        nothing | thank you! | thanks
        nothing | hello | greet
        nothing | yesterday should be 35 not 53 | correct value=35 day=2026-03-17
        nothing | why no coffee? | why candidate=1
        nothing | how does this work | help
        nothing | last night 40 min, did the bath | answer value=40 adherence=yes
        nothing | slept at my sisters, no plan | answer note=slept at my sisters
        nothing | sdkfj sdkfjh | unclear
        nothing | i've got a rash from the cream | answer sideEffect=rash
        nothing@new | i sleep badly | answer goal=sleep quality
        """;
}
