"""How texts become tokens, language by language, once for both engines: what one finds, the other finds.

words.py       words of a text with their places, analysed
spelling.py    one spelling for each word: case, scripts, apostrophes, digits
stemming.py    words without their endings
compounds.py   German words taken apart
stopwords.py   words that ask for nothing
"""
