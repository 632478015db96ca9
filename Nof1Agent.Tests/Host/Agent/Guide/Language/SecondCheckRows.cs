namespace Nof1Agent.Tests.Host.Agent.Guide.Language;

/// <summary>Sentences written after the first tuning, in other voices: 78 of 95 were read rightly at first sight; the rules were then widened in general.</summary>
internal static class SecondCheckRows
{
    public const string Text = """
        consent | go on then | answer consent=yes
        consent | YES I AGREE | answer consent=yes
        consent | Not comfortable with that | answer consent=no
        consent | what happens with my information | privacy
        consent | alright but keep it private | answer consent=yes
        consent | hola | greet
        goal@new | I am not sleeping since 2 weeks | answer goal=sleep onset
        goal@new | tossing and turning till 3am every single night | answer goal=sleep onset
        goal@new | i wake at 4 and cant get back to sleep | answer goal=sleep quality
        goal@new | MY HEAD HURTS ALL THE TIME | answer goal=migraine / headache
        goal@new | Rückenschmerzen | unclear
        goal@new | so my doctor told me i should look at my blood pressure its been 150 or so | answer goal=blood pressure
        goal@new | permanently knackered | answer goal=fatigue / energy
        goal@new | uni is stressing me tf out | answer goal=stress
        goal@new | tummy troubles after eating | answer goal=IBS / bloating
        goal@new | i get so down in winter | answer goal=low mood
        goal@new | wheezy nose and itchy eyes from the cat | answer goal=allergy
        goal@new | can't stop scratching | answer goal=eczema itch
        goal@new | my shoulder has been hurting for years | answer goal=chronic pain
        goal@new | legs kill me the day after football | answer goal=muscle soreness
        goal@new | nothing really, just curious | unclear
        outcome | lets go with minutes | answer outcome=sleep onset latency
        outcome | the second option sounds good | answer outcome=total sleep time
        outcome | i'd rather just rate it | answer outcome=rating
        outcome | what do you suggest | help
        mcid | maybe 15 mins or so? | answer mcid=15
        mcid | I would say twenty five minutes | answer mcid=25
        mcid | no point unless its at least half an hour | answer mcid=30
        mcid@rating | 1.5 | answer mcid=1.5
        mcid | if I fell asleep 20 minutes sooner | answer mcid=20
        typical | when its good 5 min when its bad 3 hours | answer typicalGood=5 typicalBad=180
        typical | twenty to thirty on good nights and up to two hours on bad ones | answer typicalGood=25 typicalBad=120
        typical@rating | a 2 on good days, 8 on the bad ones | answer typicalGood=2 typicalBad=8
        typical | i never have good days | unclear
        adult | yes I'm 71 | answer adult=yes
        adult | im only 15 | answer adult=no
        adult | 1988 | answer adult=yes
        conditions | I've got an underactive thyroid | answer conditions=underactive thyroid
        conditions | fit as a fiddle | answer conditions=-
        conditions | just high cholestrol | answer conditions=high cholesterol
        conditions | nope, and I'm 68 so not pregnant lol | answer conditions=- pregnant=no adult=yes
        conditions | bipolar, on lithium | answer conditions=bipolar medicines=lithium
        medicines | the usual, paracetamol now and again | answer medicines=paracetamol
        medicines | a water tablet and bisoprolol | answer medicines=a water tablet+bisoprolol
        medicines | I dont like taking tablets so no | answer medicines=-
        medicines | omeprazol 20 mg every morning | answer medicines=omeprazole
        medicines | vitamin c in winter | answer medicines=vitamin c
        tried | you name it | unclear
        tried | herbal tea, a new mattress and an eye mask | answer tried=herbal tea+a new mattress+an eye mask
        tried | zilch | answer tried=-
        limits | i'm not doing anything that involves getting up at 5 | answer limits=getting up at 5
        limits | dont take my coffee away | answer limits=my coffee
        limits | nah im easy | answer limits=-
        expectation | realistically a 3 | answer expectation=3
        expectation | six or seven | answer expectation=6.5
        expectation | no clue mate | skip
        candidates | the warm bath one please | answer candidate=2
        candidates | I'll take number 4 | answer candidate=4
        candidates | cut out caffeine | answer candidate=1
        candidates | third | answer candidate=3
        candidates | could you explain the second one | help
        length | lets say 6 weeks | answer weeks=6
        length | the quickest one | answer weeks=4
        length | 2 months | answer weeks=8
        confirm | yup lets get going | answer confirm=yes
        confirm | no thats wrong | answer confirm=no
        confirm | make it 8 weeks please | correct weeks=8
        word | rhubarb & custard | answer word=rhubarb & custard
        checkin | took about 3/4 of an hour | answer value=45
        checkin | 1hr 10 | answer value=70
        checkin | last night was 30 mins and yes i did the routine | answer value=30 adherence=yes
        checkin | 15 maybe 20. did the bath | answer value=17.5 adherence=yes
        checkin | bad night. 2hrs. no bath, was too tired | answer value=120 adherence=no note=too tired
        checkin | i was poorly so didnt do it, about 60 min | answer value=60 adherence=no disrupted=ill
        checkin | sorry i forgot yesterday! it was 20 | answer value=20 day=2026-03-17
        checkin | thursday: 25 min, done | answer value=25 adherence=yes day=2026-03-12
        checkin | nope, wrong number, should be 45 | correct value=45
        checkin | don't know, i fell asleep on the sofa | skip
        checkin | 30, stuck to the plan, felt a bit sick from the magnesium | answer value=30 adherence=yes
        checkin@rating | id give it a 6 | answer value=6
        checkin@rating | 4 today. bit of both, only did half the exercises | answer value=4 adherence=partly
        checkin@rating | eight | answer value=8
        checkin@bp | 138/88 this morning | answer value=138
        checkin@count | had 4 of them | answer value=4
        checkin@tst | about 6 and a half hours, did it | answer value=390 adherence=yes
        nothing | how much longer till i know | didItWork
        nothing | im off to spain for two weeks | pause
        nothing | whats my task tonight | today
        nothing | id like to leave the study | stop
        nothing | oh no i typed the wrong thing, undo | undo
        nothing | get rid of all my data please | privacy
        nothing | brilliant, thanks so much | thanks
        nothing | it was actually 25 yesterday, not 52 | correct value=25 day=2026-03-17
        nothing | can i have the list of ideas again | candidates
        nothing | the magnesium gives me the runs | answer sideEffect=the runs
        """;
}
