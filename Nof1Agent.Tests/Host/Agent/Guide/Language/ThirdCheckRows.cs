namespace Nof1Agent.Tests.Host.Agent.Guide.Language;

/// <summary>A further set in other voices, most of it openings: 83 of 103 were read rightly at first sight; the word lists of the goals were then widened.</summary>
internal static class ThirdCheckRows
{
    public const string Text = """
        consent | alright then | answer consent=yes
        consent | I accept | answer consent=yes
        consent | please dont keep any of it | answer consent=no
        consent | hmm what would you do with it | privacy
        consent | Ok, I'm Anna, 38, and my problem is bloating | answer consent=yes adult=yes goal=IBS / bloating
        consent | yes i spose | answer consent=yes
        goal@new | I just want one decent night | answer goal=sleep quality
        goal@new | takes forever to drift off | answer goal=sleep onset
        goal@new | waking at 3 and thats me up | answer goal=sleep quality
        goal@new | jittery at night from all the energy drinks | answer goal=restless nights from caffeine
        goal@new | thumping headaches at work | answer goal=migraine / headache
        goal@new | slipped a disc last year and still sore | answer goal=low-back pain
        goal@new | my hands hurt from arthritis | answer goal=chronic pain
        goal@new | i cry a lot | answer goal=low mood
        goal@new | im frazzled | answer goal=stress
        goal@new | always on edge | answer goal=anxiety
        goal@new | cant keep my mind on things | answer goal=focus / attention
        goal@new | dead on my feet by 4pm | answer goal=fatigue / energy
        goal@new | gas and cramps after meals | answer goal=IBS / bloating
        goal@new | stomach acid | answer goal=acid reflux
        goal@new | blod pressure | answer goal=blood pressure
        goal@new | the doc says im nearly diabetic, sugar too high after food | answer goal=blood glucose after meals
        goal@new | night sweats | answer goal=hot flushes
        goal@new | hayfever ruins my summer | answer goal=allergy
        goal@new | dry itchy skin on legs | answer goal=eczema itch
        goal@new | stiff for days after a run | answer goal=muscle soreness
        goal@new | how can i get rid of headaches? | answer goal=migraine / headache
        goal@new | who made you | help
        goal@new | idk really | skip
        outcome | id say the time it takes to nod off | answer outcome=sleep onset latency
        outcome | third one please | answer outcome=rating
        outcome | hmm, total sleep time i think | answer outcome=total sleep time
        outcome | four | unclear
        mcid | quarter of an hour would be brilliant | answer mcid=15
        mcid | 20 at least | answer mcid=20
        mcid | not bothered | skip
        mcid@rating | id want it down by 2 | answer mcid=2
        mcid | what do others say? | help
        typical | ten on good nights, could be 2 hours on bad | answer typicalGood=10 typicalBad=120
        typical | bad night 100 mins good night 25 mins | answer typicalGood=25 typicalBad=100
        typical@rating | 3 good 9 bad | answer typicalGood=3 typicalBad=9
        typical | no idea, never timed it | skip
        adult | thirty eight | answer adult=yes
        adult | yes obviously | answer adult=yes
        adult | im in year 11 | unclear
        conditions | raynauds and low blood pressure | answer conditions=raynauds+low blood pressure
        conditions | not pregnant. hypothyroid | answer conditions=hypothyroid pregnant=no
        conditions | no problems at all | answer conditions=-
        conditions | yes, pregnant with twins | answer pregnant=yes
        conditions | epilespy | answer conditions=epilepsy
        medicines | losartan, thats all | answer medicines=losartan
        medicines | no tablets no vitamins nothing | answer medicines=-
        medicines | ozempic once a week | answer medicines=ozempic
        medicines | I use a steroid inhaler | answer medicines=steroid+inhaler
        medicines | what about herbal stuff? | help
        tried | havent really tried much | answer tried=-
        tried | sleep tea and podcasts, no luck | answer tried=sleep tea+podcasts
        tried | lots of stuff | unclear
        limits | nothing that costs money | answer limits=costs money
        limits | no fasting | answer limits=fasting
        limits | im fine with all of it | answer limits=-
        expectation | id guess 6 | answer expectation=6
        expectation | who knows | skip
        expectation | eight or nine | answer expectation=8.5
        candidates | the bath please | answer candidate=2
        candidates | option 3 sounds best | answer candidate=3
        candidates | what evidence is there for no 2? | help
        candidates | cut coffee | answer candidate=1
        length | six weeks then | answer weeks=6
        length | the 8 week option | answer weeks=8
        length | short as you can | answer weeks=4
        confirm | yes thats perfect | answer confirm=yes
        confirm | no not like that | answer confirm=no
        confirm | can i do 4 weeks instead? | correct weeks=4
        word | hippopotamus | answer word=hippopotamus
        word | um, 12? | answer word=12
        checkin | 22 min and yep all done | answer value=22 adherence=yes
        checkin | half past midnight | unclear
        checkin | an hour 15, didnt bother with it | answer value=75 adherence=no
        checkin | was out like a light, 5 mins, did my bath | answer value=5 adherence=yes
        checkin | about the same, 35ish, nope | answer value=35 adherence=no
        checkin | had a migraine all day, 50 min | answer value=50 sideEffect=migraine
        checkin | sunday: 40. monday: 20 | unclear
        checkin | yesterday i forgot, today 30 yes | answer value=30 adherence=yes
        checkin | 10 mins, partially did it | answer value=10 adherence=partly
        checkin | oh wait its 25 | correct value=25
        checkin | nah forget it | unclear
        checkin@rating | 7. knee felt fine and i did the stretches | answer value=7 adherence=yes
        checkin@rating | maybe 5 or 6 | answer value=5.5
        checkin@bp | 128 over 80 yes | answer value=128 adherence=yes
        checkin@count | only 2 flushes yesterday | answer value=2 day=2026-03-17
        nothing | is there any improvement yet | didItWork
        nothing | please pause till monday | pause
        nothing | i wanna stop now | stop
        nothing | whoops undo | undo
        nothing | what is it tonight | today
        nothing | can i see all my days | diary
        nothing | is this shared with anybody | privacy
        nothing | id like a human please | human
        nothing | tysm | thanks
        nothing | yesterday was actually 45 | correct value=45 day=2026-03-17
        nothing | slept 20 min after lights out, plan done | answer value=20 adherence=yes
        nothing | suggest something else to try | candidates
        """;
}
