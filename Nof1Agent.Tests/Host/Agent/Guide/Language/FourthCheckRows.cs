namespace Nof1Agent.Tests.Host.Agent.Guide.Language;

/// <summary>The last set, as written as people write to the guide: 65 of 75 were read rightly at first sight, the share to expect of new sentences.</summary>
internal static class FourthCheckRows
{
    public const string Text = """
        consent | Yes, fine | answer consent=yes
        consent | why do you need to store it? | why
        consent | no, id rather you didnt keep it | answer consent=no
        consent | ok but who else reads it? | privacy consent=yes
        goal@new | Hi! I sleep terribly and Im always tired | answer goal=sleep quality
        goal@new | I cant fall aslep, I lie there for an hour or more | answer goal=sleep onset
        goal@new | I get migraines twice a week, I'm 41 and I take propranolol | answer goal=migraine / headache adult=yes medicines=propranolol
        goal@new | lower bakc pain when i sit at my desk | answer goal=low-back pain
        goal@new | Can you fix my insomnia? | answer goal=sleep onset
        goal@new | what do you need from me? | help
        goal@new | my stomache is bloated every evening | answer goal=IBS / bloating
        goal@new | Stress at work is making me miserable | answer goal=stress
        goal@new | I keep loosing focus | answer goal=focus / attention
        goal@new | heartburn, especially after pizza | answer goal=acid reflux
        goal@new | is this for people with diabetes? | help
        outcome | minutes to fall asleep, please | answer outcome=sleep onset latency
        outcome | the scond one | answer outcome=total sleep time
        outcome | I think rating is easier | answer outcome=rating
        mcid | maybe ten minutes | answer mcid=10
        mcid | What would be realistic? | help
        mcid | half an hour or it's not worth it | answer mcid=30
        mcid | 10 - sorry, 20 | correct mcid=20
        typical | Good day 20 min, bad day 1.5 hours | answer typicalGood=20 typicalBad=90
        typical | bad is 2h, good is 20 | answer typicalGood=20 typicalBad=120
        typical | i dont really have good days, bad ones are 90 min | answer typicalBad=90
        adult | 33, and no I'm not pregnant | answer adult=yes pregnant=no
        adult | Im seventeen | answer adult=no
        adult | is that important? | why
        conditions | I have asthma and no I'm not pregnant | answer conditions=asthma pregnant=no
        conditions | high blod pressure | answer conditions=high blood pressure
        conditions | None that matter | answer conditions=-
        conditions | do allergies count? | help
        medicines | Just sertraline, 50 mg | answer medicines=sertraline
        medicines | ibuprofin and vit C | answer medicines=ibuprofen+vitamin c
        medicines | I don't take any medicines | answer medicines=-
        medicines | Not sure what they're called | skip
        tried | melatonin and chamomile tea, neither helped much | answer tried=melatonin+chamomile tea
        tried | Nothing yet | answer tried=-
        limits | I won't stop drinking coffee in the morning | answer limits=stop drinking coffee in the morning
        limits | No, I'm open to anything | answer limits=-
        expectation | Maybe 6? | answer expectation=6
        expectation | not much, 3 or so | answer expectation=3
        expectation | what do you mean by help | help
        candidates | I'll go with caffiene | answer candidate=1
        candidates | the 2nd one please | answer candidate=2
        candidates | why is that first? | why
        candidates | both 1 and 2 | unclear
        length | 6 weeks seems ok | answer weeks=6
        length | How accurate is 4 weeks? | help
        length | no, make it 8 | correct weeks=8
        confirm | yes please start | answer confirm=yes
        confirm | no, I want to change something | answer confirm=no
        word | lighthouse | answer word=lighthouse
        word | why? | why
        checkin | 35 minutes, did it | answer value=35 adherence=yes
        checkin | about 1h20, forgot the tea | answer value=80 adherence=no
        checkin | no I meant 45 | correct value=45
        checkin | I was sick last night, took ages, 2 hours | answer value=120 disrupted=ill
        checkin | twenty mins, half did it | answer value=20 adherence=partly
        checkin | can't remember sorry | answer missing=forgot
        checkin | yesterday: 40, no | answer value=40 adherence=no day=2026-03-17
        checkin | 3/4 hour, yes, bit of a sore throat | answer value=45 adherence=yes sideEffect=sore throat
        checkin | on the plane, no data | answer missing=travelling
        checkin | how do i know when i fell asleep? | help
        checkin@rating | 6, slept ok, did the breathing | answer value=6 adherence=yes
        checkin@rating | pain was a 7 today, didnt do exercises | answer value=7 adherence=no
        nothing | Did the caffeine thing work? | didItWork
        nothing | sory yesterday was 25 not 52 | correct value=25 day=2026-03-17
        nothing | Can I pause, I'm going on holiday | pause missing=travelling
        nothing | what should I do tonite? | today
        nothing | I want out | stop
        nothing | delete my data please | privacy
        nothing | is anyone real there? | human
        nothing | show what i entered so far | diary
        nothing | thanks, bye | thanks
        """;
}
