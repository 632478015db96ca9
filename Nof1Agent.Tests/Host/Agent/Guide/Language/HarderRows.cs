namespace Nof1Agent.Tests.Host.Agent.Guide.Language;

/// <summary>A second, harder set that the rules were tuned on: longer sentences, more facts at once, more slips.</summary>
internal static class HarderRows
{
    public const string Text = """
        consent | Yes that is OK | answer consent=yes
        consent | i guess so | answer consent=yes
        consent | yes, but can i delete it later? | privacy consent=yes
        consent | no problem | answer consent=yes
        consent | ok i agree. whats next | answer consent=yes
        consent | i do not agree | answer consent=no
        consent | nope sorry | answer consent=no
        consent | is it anonymous | privacy
        consent | do you sell my data? | privacy
        consent | what do you store exactly? | privacy
        consent | hello, yes its fine | answer consent=yes
        consent | Sure. I'm 34 and I can't get to sleep | answer consent=yes adult=yes goal=sleep onset
        consent | definately | answer consent=yes
        consent | stop | stop
        consent | sounds good to me, my back hurts | answer consent=yes goal=low-back pain
        consent | 🤷 | skip

        goal@new | i sleep badly | answer goal=sleep quality
        goal@new | Trouble falling alseep, takes about an hour | answer goal=sleep onset
        goal@new | cant get to sleep until 2 am most nights | answer goal=sleep onset
        goal@new | my mind wont shut up when i go to bed | answer goal=sleep onset
        goal@new | I wake up a lot and I'm tired all day | answer goal=sleep quality
        goal@new | Less headaches please | answer goal=migraine / headache
        goal@new | my head is pounding most afternoons | answer goal=migraine / headache
        goal@new | bakc pain | answer goal=low-back pain
        goal@new | my knees ache, i have arthritis | answer goal=chronic pain conditions=arthritis
        goal@new | Depresion | answer goal=low mood
        goal@new | i feel down most mornings | answer goal=low mood
        goal@new | work is stressing me out | answer goal=stress
        goal@new | I want to be less anxious before meetings | answer goal=anxiety
        goal@new | cant focus for more than 5 mins | answer goal=focus / attention
        goal@new | I'm shattered by lunchtime | answer goal=fatigue / energy
        goal@new | stomach cramps and bloating | answer goal=IBS / bloating
        goal@new | acid refulx | answer goal=acid reflux
        goal@new | doctor says my blood pressure is a bit high, im 58 | answer goal=blood pressure adult=yes
        goal@new | glucose after dinner goes through the roof | answer goal=blood glucose after meals
        goal@new | im menopausal and the hot flushes are awful | answer goal=hot flushes
        goal@new | stuffy nose from pollen | answer goal=allergy
        goal@new | my skin itches like mad | answer goal=eczema itch
        goal@new | aching legs after training | answer goal=muscle soreness
        goal@new | coffee keeps me awake | answer goal=restless nights from caffeine
        goal@new | does coffee affect my sleep? | unclear
        goal@new | can you help me sleep | answer goal=sleep quality
        goal@new | help me sleep better | answer goal=sleep quality
        goal@new | i want to know if melatonin works for me, i take forever to fall asleep | answer goal=sleep onset
        goal@new | not sure | skip
        goal@new | lots of things | unclear
        goal@new | everything | unclear
        goal@new | tinnitus | unclear
        goal@new | I'd like to lose weight | unclear
        goal@new | sleep, i'm 29, take the pill, not pregnant, tried melatonin and it did nothing | answer goal=sleep quality adult=yes medicines=the pill pregnant=no tried=melatonin
        goal@new | what is an n of 1 trial? | help
        goal@new | are you a doctor? | help
        goal@new | stop it | stop
        goal@new | I just want to talk to someone | human
        goal@new | who are you | help

        outcome | one | answer outcome=sleep onset latency
        outcome | #2 | answer outcome=total sleep time
        outcome | 1. | answer outcome=sleep onset latency
        outcome | falling asleep time | answer outcome=sleep onset latency
        outcome | rating from 0 to 10 | answer outcome=rating
        outcome | the rating | answer outcome=rating
        outcome | total hours | answer outcome=total sleep time
        outcome | i dont know, which is easiest? | help
        outcome | you decide | skip
        outcome | not 1, 2 | answer outcome=total sleep time
        outcome | how do i measure that? | help
        outcome | first one please | answer outcome=sleep onset latency
        outcome | latency | answer outcome=sleep onset latency

        mcid | 10min | answer mcid=10
        mcid | i'd be happy with 15 minutes less | answer mcid=15
        mcid | about a quarter of an hour | answer mcid=15
        mcid | twenty | answer mcid=20
        mcid | ten or fifteen minutes | answer mcid=10
        mcid | at least 20 minutes quicker | answer mcid=20
        mcid | dunno, 10? | answer mcid=10
        mcid | any improvement would be great | skip
        mcid | 30 min would make a difference | answer mcid=30
        mcid | an hour | answer mcid=60
        mcid | -15 | answer mcid=15
        mcid | minus 10 minutes | answer mcid=10
        mcid | 20% | unclear
        mcid | half | unclear
        mcid | is 10 ok? | help
        mcid | whats normal? | help
        mcid@rating | 2 | answer mcid=2
        mcid@rating | two points would be worth it | answer mcid=2
        mcid@rating | from 7 to 5 | answer mcid=2
        mcid@rating | 1 point | answer mcid=1
        mcid@bp | 5 | answer mcid=5
        mcid@bp | 5 mmhg | answer mcid=5

        typical | good day: 10 minutes, bad day: 2 hours | answer typicalGood=10 typicalBad=120
        typical | 15 mins / 90 mins | answer typicalGood=15 typicalBad=90
        typical | usually 30, bad nights 2 hours | answer typicalGood=30 typicalBad=120
        typical | on good days it's 20ish and on bad days more like 80 | answer typicalGood=20 typicalBad=80
        typical | 90 on a bad night, 10 on a good one | answer typicalGood=10 typicalBad=90
        typical | 1h and 10 min | unclear
        typical | anything from 10 to 120 min | answer typicalGood=10 typicalBad=120
        typical | half an hour vs two hours | answer typicalGood=30 typicalBad=120
        typical | best case 10, worst case 100 | answer typicalGood=10 typicalBad=100
        typical@rating | good 2, bad 7 | answer typicalGood=2 typicalBad=7
        typical@quality | 8 and 3 | answer typicalGood=8 typicalBad=3
        typical@tst | good night 7 hours bad night 4 | answer typicalGood=420 typicalBad=240
        typical@bp | 125 on a good day, 150 on a bad day | answer typicalGood=125 typicalBad=150
        typical | good is 20 bad is more than an hour and a half | answer typicalGood=20 typicalBad=90

        adult | 42 years old | answer adult=yes
        adult | yes im 42 | answer adult=yes
        adult | I am 17 and a half | answer adult=no
        adult | no | answer adult=no
        adult | yep! | answer adult=yes
        adult | over 60 | answer adult=yes
        adult | im a pensioner haha | answer adult=yes
        adult | 16 next month | answer adult=no
        adult | 200 | unclear
        adult | old enough | answer adult=yes
        adult | does it matter? | why
        adult | yes. i have asthma and take ventolin | answer adult=yes conditions=asthma medicines=ventolin
        adult | sorry 25 not 52 | correct adult=yes
        adult | 18 | answer adult=yes

        conditions | no conditions, not pregnant | answer conditions=- pregnant=no
        conditions | none and no | answer conditions=- pregnant=no
        conditions | nothing, and i'm a man | answer conditions=- pregnant=no
        conditions | healthy as a horse | answer conditions=-
        conditions | I have type 1 diabetes and epilepsy | answer conditions=type 1 diabetes+epilepsy
        conditions | bit of high blood pressure | answer conditions=high blood pressure
        conditions | diabetis | answer conditions=diabetes
        conditions | migraines, ibs and i'm pregnant | answer conditions=migraines+ibs pregnant=yes
        conditions | might be pregnant | answer pregnant=yes
        conditions | i'm breastfeeding | answer conditions=breastfeeding
        conditions | heart trouble and 5 months pregnant | answer conditions=heart trouble pregnant=yes
        conditions | just the migraines | answer conditions=migraines
        conditions | rather not say | skip
        conditions | why do you ask | why
        conditions | hashimotos since 2015, on levothyroxine | answer conditions=hashimotos medicines=levothyroxine
        conditions | postnatal depression last year, not pregnant now | answer conditions=depression pregnant=no
        conditions | high bp | answer conditions=high blood pressure
        conditions | No. Not pregnant either | answer conditions=- pregnant=no
        conditions | not that i know of | answer conditions=- pregnant=no

        medicines | I'm on sertraline | answer medicines=sertraline
        medicines | sertaline 100 | answer medicines=sertraline
        medicines | no nothing at all | answer medicines=-
        medicines | blood pressure tablets and a statin | answer medicines=blood pressure tablets+statin
        medicines | none, just vitamins | answer medicines=vitamins
        medicines | nope, only the pill | answer medicines=the pill
        medicines | amlodipine 5mg 1x daily, atorvastatin 20mg at night | answer medicines=amlodipine+atorvastatin
        medicines | Omega 3, vitamin D 1000 IU and magnesium | answer medicines=omega 3+vitamin d+magnesium
        medicines | ibuprofen when my head hurts | answer medicines=ibuprofen
        medicines | don't take any | answer medicines=-
        medicines | i take metformin & insulin | answer medicines=metformin+insulin
        medicines | not at the moment | answer medicines=-
        medicines | zyloric | answer medicines=zyloric
        medicines | hrt patches | answer medicines=hrt
        medicines | do you mean prescribed ones? | help
        medicines | prednisolon 5mg | answer medicines=prednisolone
        medicines | some antidepressant, forgot the name | answer medicines=antidepressant
        medicines | never | answer medicines=-

        tried | lavender spray, podcasts. neither worked | answer tried=lavender spray+podcasts
        tried | I tried going to bed earlier but it didn't work | answer tried=going to bed earlier
        tried | melatonin and no screens after 9 | answer tried=melatonin+no screens after 9
        tried | not much tbh | answer tried=-
        tried | sleeping pills a few years ago | answer tried=sleeping pills
        tried | just chamomile tea | answer tried=chamomile tea
        tried | i have tried nothing so far | answer tried=-
        tried | cbt, sleep restriction, an app called sleepio | answer tried=cbt+sleep restriction+an app called sleepio
        tried | dont remember | skip

        limits | none | answer limits=-
        limits | no medication | answer limits=medication
        limits | i don't want to exercise | answer limits=exercise
        limits | anything but pills | answer limits=pills
        limits | i'd do anything except give up wine | answer limits=give up wine
        limits | no supplements and nothing expensive | answer limits=supplements+expensive
        limits | i cant get up early | answer limits=get up early
        limits | not really no | answer limits=-
        limits | no, happy to try whatever | answer limits=-
        limits | needles | answer limits=needles

        expectation | 5 out of 10 | answer expectation=5
        expectation | I'd say a 6 | answer expectation=6
        expectation | pretty hopeful, 8 | answer expectation=8
        expectation | 3 or 4 | answer expectation=3.5
        expectation | not at all | answer expectation=0
        expectation | a lot | unclear
        expectation | between 5 and 6 | answer expectation=5.5
        expectation | seven i hope | answer expectation=7
        expectation | 100 | unclear
        expectation | no expectations really | skip

        candidates | number one | answer candidate=1
        candidates | 3 please | answer candidate=3
        candidates | no caffeine | answer candidate=1
        candidates | i'd like to try melatonin | answer candidate=4
        candidates | the sleep routine thing | answer candidate=3
        candidates | a warm shower | answer candidate=2
        candidates | the 4th | answer candidate=4
        candidates | whichever is most likely to work | skip
        candidates | can i do two at once? | unclear
        candidates | what about valerian? | unclear
        candidates | none of them | skip
        candidates | bath before bed sounds nice | answer candidate=2
        candidates | I don't want melatonin, let's do no. 2 | answer candidate=2
        candidates | why is melatonin on the list | why candidate=4
        candidates | how sure are you about no 1? | help
        candidates | option two | answer candidate=2
        candidates | caffiene | answer candidate=1

        length | 4 weeks | answer weeks=4
        length | the 6 week one | answer weeks=6
        length | eight weeks please | answer weeks=8
        length | shortest | answer weeks=4
        length | a month and a half | answer weeks=6
        length | six | answer weeks=6
        length | not too long, 4 | answer weeks=4
        length | 10 weeks | answer weeks=10
        length | why so long | why
        length | the middle one | answer weeks=6
        length | option 3 | answer weeks=8
        length | a year | unclear

        confirm | Yes please | answer confirm=yes
        confirm | ok | answer confirm=yes
        confirm | go ahead | answer confirm=yes
        confirm | yes, start on monday | answer confirm=yes
        confirm | no, i want 8 weeks | correct weeks=8
        confirm | actually can we do 4 weeks | correct weeks=4
        confirm | what does washout mean? | help
        confirm | no i changed my mind | answer confirm=no
        confirm | hold on | answer confirm=no
        confirm | go for it! | answer confirm=yes
        confirm | when would it start? | help

        word | how about giraffe | answer word=giraffe
        word | "moonlight" | answer word=moonlight
        word | 1234 | answer word=1234
        word | ok | unclear
        word | what is this for | why
        word | I don't understand | help
        word | sleep | answer word=sleep
        word | 🍌 banana | answer word=banana

        checkin | 20 | answer value=20
        checkin | 20 mins, yep | answer value=20 adherence=yes
        checkin | 20m y | answer value=20 adherence=yes
        checkin | 35 n | answer value=35 adherence=no
        checkin | yes, 40 | answer value=40 adherence=yes
        checkin | no. 55 minutes | answer value=55 adherence=no
        checkin | half hour ish | answer value=30
        checkin | ~45 | answer value=45
        checkin | 45-60 minutes, did everything | answer value=52.5 adherence=yes
        checkin | over an hour | unclear
        checkin | nearly an hour, kind of | answer value=60 adherence=partly
        checkin | two hours!! terrible night, no coffee though | answer value=120 note=terrible night
        checkin | 1.5 hours | answer value=90
        checkin | 1:30h | answer value=90
        checkin | about 20 I think. Followed the plan | answer value=20 adherence=yes
        checkin | 25 but I cheated, had an espresso at 5 | answer value=25 adherence=no note=espresso
        checkin | 25, had a coffee at 4 tho | answer value=25 note=had a coffee at 4
        checkin | had 2 beers, took 15 min to fall asleep | answer value=15 note=had 2 beers
        checkin | went to bed at 11, asleep in 20 minutes | answer value=20
        checkin | 30min on monday and 45 on tuesday | unclear
        checkin | 30 for yesterday | answer value=30 day=2026-03-17
        checkin | on sunday it took 50 mins and I did it | answer value=50 adherence=yes day=2026-03-15
        checkin | the day before yesterday 40 | answer value=40 day=2026-03-16
        checkin | three days ago 35, no | answer value=35 adherence=no day=2026-03-15
        checkin | 14 march: 60 | answer value=60 day=2026-03-14
        checkin | 2026-03-15 55 | answer value=55 day=2026-03-15
        checkin | i have covid, didnt measure anything | answer missing=ill
        checkin | was away for work, jet lagged | answer missing=travelling
        checkin | 90, slept in a hotel | answer value=90 disrupted=travelling
        checkin | forgot | answer missing=forgot
        checkin | forgot to check the clock, did the bath though | answer missing=forgot adherence=yes
        checkin | didn't sleep at all | answer missing=other
        checkin | no, i meant 60 | correct value=60
        checkin | oops, 15 not 50 | correct value=15
        checkin | wait 35 | correct value=35
        checkin | i said 40 but it was 30 | correct value=30
        checkin | that should have been 20 | correct value=20
        checkin | not 20, 30 | correct value=30
        checkin | yesterday was 30 not 13 | correct value=30 day=2026-03-17
        checkin | i did do it actually | answer adherence=yes
        checkin | didnt do it last night | answer adherence=no
        checkin | half of it | answer adherence=partly
        checkin | 20 min, yes. is it working? | didItWork value=20 adherence=yes
        checkin | why do you ask every day | why
        checkin | same as yesterday | unclear
        checkin | 30 min and a headache this morning | answer value=30 sideEffect=headache
        checkin | 25, did it, got a rash on my arms | answer value=25 adherence=yes sideEffect=rash
        checkin | 25, did it, no side effects | answer value=25 adherence=yes
        checkin | quarter past eleven | unclear
        checkin | 10 minutes, out like a light | answer value=10 note=out like a light
        checkin | ages | unclear
        checkin | i want to stop | stop
        checkin | what was i supposed to do? | today
        checkin@rating | 5 | answer value=5
        checkin@rating | five and a half, did it | answer value=5.5 adherence=yes
        checkin@rating | 6-7 | answer value=6.5
        checkin@rating | 2 to 8 | unclear
        checkin@rating | a 3, knees were awful all day | answer value=3 note=knees were awful all day
        checkin@rating | 7 out of 10 and yes I took it | answer value=7 adherence=yes
        checkin@rating | slept 6 hours, 4/10 | answer value=4 note=slept 6 hours
        checkin@rating | zero | answer value=0
        checkin@rating | 10!!! | answer value=10
        checkin@rating | -1 | unclear
        checkin@rating | at least a 6 | unclear
        checkin@rating | 8 today, 6 yesterday | unclear
        checkin@bp | 135 | answer value=135
        checkin@bp | 135/85 pulse 70, yes | answer value=135 adherence=yes
        checkin@bp | 13 | unclear
        checkin@tst | 7 | answer value=420
        checkin@tst | 6 hours 40 | answer value=400
        checkin@tst | 5 to 6 hours | answer value=330
        checkin@count | 3 flushes, did the breathing | answer value=3 adherence=yes
        checkin@count | no flushes today | answer value=0

        nothing | Has it helped? | didItWork
        nothing | so far so good? | didItWork
        nothing | when do i get the answer | didItWork
        nothing | i don't want to do this any more | stop
        nothing | cancel the trial | stop
        nothing | going on vacation till friday, can we pause | pause missing=travelling
        nothing | unpause | resume
        nothing | take that back | undo
        nothing | is it a caffeine day today? | today
        nothing | whats on for today | today
        nothing | show me the list again | candidates
        nothing | can I see my entries? | diary
        nothing | what did i put yesterday | diary
        nothing | please delete everything | privacy
        nothing | can i download my data | privacy
        nothing | i need to speak to someone | human
        nothing | is there a nurse i can call | human
        nothing | thx! | thanks
        nothing | good evening | greet
        nothing | change yesterday to 40 | correct value=40 day=2026-03-17
        nothing | i meant 40 | correct value=40
        nothing | 40 | answer value=40
        nothing | why is today a no coffee day | why candidate=1
        nothing | what is a washout | help
        nothing | slept like a baby | answer note=slept like a baby
        nothing | started ramipril today | answer medicines=ramipril
        nothing | note: neighbours had a party | answer note=neighbours had a party
        nothing | i feel dizzy since starting | answer sideEffect=dizzy
        nothing | ok | unclear
        nothing | lol | unclear
        nothing | 😀😀😀 | unclear
        nothing | forgot to log yesterday, it was 30 min and i did it | answer value=30 adherence=yes day=2026-03-17
        nothing@new | hi | greet
        nothing@new | I have migraines and want to try magnesium | answer goal=migraine / headache
        goal@new | been really low since january | answer goal=low mood
        conditions | athsma | answer conditions=asthma
        length | how many days is that? | help
        confirm | wait no | answer confirm=no
        checkin | 15. had a coffee at 4 tho | answer value=15 note=had a coffee at 4
        """;
}
