"""``make record``: ask the real model what the course shows of it, and write the answers to data/recorded/.

Nothing else imports this package: a build reads the answers, and needs neither the weights nor numpy.
Each module here is a subject, and writes one file. It has

- ``SHOWS``: what its file shows, in a sentence
- ``parts(lab)``: what is asked, part by part; a part is worked out when it is called
- ``TRAINED``: true where it trains networks of its own: its file names no weights, for none were asked
- ``SAMPLE``: where all would take too long for every test run, the parts that are asked again there
"""
