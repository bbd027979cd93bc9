"""法规和法规变动: the register of laws with what is entered about them; laws that end while items rest on them.

Must never: let one person enter and approve; move a basis without a person's word on each place.
"""
