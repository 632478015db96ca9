namespace Nof1Agent.Tests.Host.Agent.Guide.Language;

/// <summary>Sentences written together with <see cref="TunedRows"/>, before any rule was tuned: 121 of 128 were read rightly at first sight.</summary>
/// <remarks>Same columns as <see cref="TunedRows"/>. Five that showed a fault worth mending moved to <see cref="HarderRows"/>.</remarks>
internal static class CheckRows
{
    public const string Text = """
        consent | yes please | answer consent=yes
        consent | fine by me | answer consent=yes
        consent | nah | answer consent=no
        consent | i dont want you to keep my stuff | answer consent=no
        consent | where does my data go? | privacy
        consent | ok. my problem is migraines | answer consent=yes goal=migraine / headache
        consent | y | answer consent=yes
        consent | hmm | unclear

        goal@new | I lie awake for hours | answer goal=sleep onset
        goal@new | wanna sleep thru the night | answer goal=sleep quality
        goal@new | tension headahces | answer goal=migraine / headache
        goal@new | bad back | answer goal=low-back pain
        goal@new | worry too much, panic sometimes | answer goal=anxiety
        goal@new | brain fog | answer goal=focus / attention
        goal@new | exausted by 3pm every day | answer goal=fatigue / energy
        goal@new | my tummy, ibs | answer goal=IBS / bloating
        goal@new | acid coming up when i lie down | answer goal=acid reflux
        goal@new | my bp is too high | answer goal=blood pressure
        goal@new | runny nose and sneezing every spring | answer goal=allergy
        goal@new | scratching my eczema all night | answer goal=eczema itch
        goal@new | DOMS after running | answer goal=muscle soreness
        goal@new | menopause sweats | answer goal=hot flushes
        goal@new | I'd like to stop waking at 3am, i'm 44, no meds | answer goal=sleep quality adult=yes medicines=-
        goal@new | my football team keeps losing | unclear

        outcome | second | answer outcome=total sleep time
        outcome | time to fall asleep please | answer outcome=sleep onset latency
        outcome | option 3 | answer outcome=rating
        outcome | how many hours i sleep | answer outcome=total sleep time
        outcome | which one is better? | help

        mcid | 20 mins would be great | answer mcid=20
        mcid | 1/4 hour | answer mcid=15
        mcid | maybe like 12 | answer mcid=12
        mcid | no clue | skip
        mcid@rating | a point or so | answer mcid=1
        mcid@rating | at least 3 pts | answer mcid=3

        typical | 15 good, 60 bad | answer typicalGood=15 typicalBad=60
        typical | good nights about 10 min, bad ones 2h | answer typicalGood=10 typicalBad=120
        typical | from half an hour up to 2 hours | answer typicalGood=30 typicalBad=120
        typical | it varies | unclear
        typical@quality | 7 on a good day, 2 on a bad one | answer typicalGood=7 typicalBad=2

        adult | I'm 29 | answer adult=yes
        adult | of course | answer adult=yes
        adult | not yet | answer adult=no
        adult | turned 18 last week | answer adult=yes
        adult | 15 and a half | answer adult=no

        conditions | nothing | answer conditions=- pregnant=no
        conditions | ive got crohns and a bit of arthritis | answer conditions=crohns+arthritis
        conditions | not pregnant, no conditions | answer conditions=- pregnant=no
        conditions | yes im pregnant | answer pregnant=yes
        conditions | kidney disease and high cholesterol | answer conditions=kidney disease+high cholesterol

        medicines | nope | answer medicines=-
        medicines | citalopram | answer medicines=citalopram
        medicines | I take ramipril and atorvastatin every day | answer medicines=ramipril+atorvastatin
        medicines | only vitamin b12 | answer medicines=vitamin b12
        medicines | no prescriptions but i do take fish oil | answer medicines=fish oil
        medicines | warfrin | answer medicines=warfarin
        medicines | why is that important | why

        tried | melatonin | answer tried=melatonin
        tried | no nothing so far | answer tried=-
        tried | meditation app, white noise and lavender | answer tried=meditation app+white noise+lavender
        tried | i stopped drinking coffee, no difference | answer tried=stopped drinking coffee

        limits | nothing really | answer limits=-
        limits | no needles, no diets | answer limits=needles+diets
        limits | i dont want to stop drinking wine | answer limits=stop drinking wine
        limits | up for anything | answer limits=-

        expectation | five | answer expectation=5
        expectation | 70% | answer expectation=7
        expectation | not much, 2 | answer expectation=2
        expectation | 8 or so | answer expectation=8
        expectation | dont know really | skip

        candidates | no 3 | answer candidate=3
        candidates | id go with the warm bath | answer candidate=2
        candidates | first | answer candidate=1
        candidates | what would you recommend? | help
        candidates | cutting caffeine sounds doable | answer candidate=1
        candidates | all of them | unclear

        length | four | answer weeks=4
        length | as short as possible | answer weeks=4
        length | two months | answer weeks=8
        length | 6 weeks sounds good | answer weeks=6

        confirm | yep go | answer confirm=yes
        confirm | perfect, start it | answer confirm=yes
        confirm | hmm not sure | unclear

        word | purple elephant | answer word=purple elephant
        word | 7 | answer word=7
        word | why do you need that? | why

        checkin | 35 min | answer value=35
        checkin | took me 50 minutes, and yes | answer value=50 adherence=yes
        checkin | like 2 hours, didnt stick to it | answer value=120 adherence=no
        checkin | about an hour, only did half of it | answer value=60 adherence=partly
        checkin | i was sick | answer missing=ill
        checkin | on tuesday it was 20 | answer value=20 day=2026-03-17
        checkin | 20 yesterday, did it | answer value=20 adherence=yes day=2026-03-17
        checkin | actually it was 30 | correct value=30
        checkin | oops i meant 15 | correct value=15
        checkin | no idea | skip
        checkin | between 30 and 40, yep | answer value=35 adherence=yes
        checkin | 40min but was travelling | answer value=40 disrupted=travelling
        checkin | upset stomach since the tablets, 30 | answer value=30 sideEffect=upset stomach
        checkin@rating | 3. awful | answer value=3 note=awful
        checkin@rating | its a five today, did my breathing | answer value=5 adherence=yes
        checkin@rating | 8! slept great and kept to it | answer value=8 adherence=yes
        checkin@rating | 45 | unclear
        checkin@bp | 141 | answer value=141
        checkin@tst | 5 and a half hours | answer value=330
        checkin@count | two this time, forgot the breathing | answer value=2 adherence=no

        nothing | is it helping? | didItWork
        nothing | can i see the results | didItWork
        nothing | what am i supposed to do tonight | today
        nothing | i quit | stop
        nothing | take a break for a week | pause
        nothing | start again please | resume
        nothing | take back my last answer | undo
        nothing | show my diary | diary
        nothing | what are the options again? | candidates
        nothing | who reads this | privacy
        nothing | i want to speak to my coach | human
        nothing | cheers | thanks
        nothing | good morning | greet
        nothing | change monday to 20 | correct value=20 day=2026-03-16
        nothing | 30 last night | answer value=30
        nothing | what can you do | help
        nothing | the weather is nice in spain | unclear
        """;
}
