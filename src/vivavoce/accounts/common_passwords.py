"""Passwords of ten characters or more that head every list of leaked ones, and what suggests itself here.

Short on purpose: the shorter leaked ones fail by their length. Lower case.
"""

_WORDS = """
    1234567890 0123456789 0987654321 9876543210 12345678910 123456789a 1234567891 12345678901 123456789123
    1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc zaq12wsxcde3 qwertyuiop qwerty12345 qwerty123456 qwertyuiop123
    asdfghjkl1 asdfghjkl123 zxcvbnm123 1234qwerasdf qwer1234asdf abcdefghij abcdefghijk abcd123456 abc1234567
    password12 password123 password1234 password12345 passw0rd123 p@ssw0rd123 p@ssword123 password123! password01
    passwordpassword mypassword1 mypassword123 newpassword letmein123 letmein1234 changeme123 changeme1234 changeit123
    welcome123 welcome1234 welcome2024 welcome2025 welcome2026 iloveyou12 iloveyou123 iloveyouforever sunshine123
    princess123 football123 baseball123 basketball superman123 batman12345 dragon12345 monkey12345 michael123
    charlie123 liverpool1 liverpool123 chelsea123 arsenal123 trustno1trustno1 correcthorsebatterystaple
    administrator admin12345 admin123456 adminadmin rootrootroot testtest123 test123456 test1234567 student123
    student1234 student12345 university university1 university123 admissions admissions1 admissions123 interview1
    interview123 interviewer interviewer1 vivavoce123 vivavoce1234 vivavocevivavoce
"""

COMMON_PASSWORDS = frozenset(_WORDS.split())
