"""Made-up people, programmes and sentences for the demo: enough that lists look real. Nobody here exists."""

OFFICE = (
    ("Ada", "ada", "admin", "Europe/London"),
    ("Ben", "ben", "admin", "Europe/London"),
    ("Ivy", "ivy", "interviewer", "Europe/London"),
    ("Omar Haddad", "omar.haddad", "interviewer", "Europe/London"),
    ("Ingrid Solberg", "ingrid.solberg", "interviewer", "Europe/Oslo"),
    ("Rafael Duarte", "rafael.duarte", "interviewer", "Europe/Lisbon"),
)
"""Name, first part of the e-mail, role, time zone."""

NAMED_STUDENTS = (
    ("Sam", "sam", "Asia/Karachi"),
    ("Eve", "eve", "Africa/Lagos"),
    ("Kim", "kim", "Asia/Seoul"),
)

OTHER_STUDENTS = tuple(
    tuple(line.split(" | "))
    for line in """\
Amara Okafor | Africa/Lagos
Lukas Brenner | Europe/Vienna
Nguyễn Thị Lan | Asia/Ho_Chi_Minh
Sofía Castellanos | America/Bogota
Tariq Al-Masri | Asia/Amman
Hana Kovářová | Europe/Prague
Priya Raghunathan | Asia/Kolkata
Mateo Quispe | America/Lima
Aoife Brennan | Europe/Dublin
Wei Zhang | Asia/Shanghai
Zanele Mthembu | Africa/Johannesburg
Zeynep Aydoğan | Europe/Istanbul
Noah Tremblay | America/Toronto
Ama Boateng | Africa/Accra
Yuki Nakamura | Asia/Tokyo
Bianca Moretti | Europe/Rome
Arjun Thapa | Asia/Kathmandu
Isabela Carvalho | America/Sao_Paulo
Dmytro Shevchuk | Europe/Kyiv
Fatima Zahra Bennani | Africa/Casablanca
Oliver Whitcombe | Europe/London
Leila Farahani | Asia/Tehran
Jakub Nowicki | Europe/Warsaw
Mei-Ling Tan | Asia/Singapore
Samuel Kiprono | Africa/Nairobi
Ana Petrović | Europe/Belgrade
Rashid Karimov | Asia/Tashkent
Chloé Lefèvre | Europe/Paris
Tama Ngata | Pacific/Auckland
Selam Tesfaye | Africa/Addis_Ababa
Henrik Lindqvist | Europe/Stockholm
Nadia Rahman | Asia/Dhaka
Diego Fuentes | America/Santiago
Thandiwe Moyo | Africa/Harare
Kai Kealoha | Pacific/Honolulu
Ioana Dumitrescu | Europe/Bucharest
Budi Santoso | Asia/Jakarta
Marisol Vega | America/Mexico_City
Giorgi Beridze | Asia/Tbilisi
Emily Sinclair | America/New_York
Khalid Al-Harbi | Asia/Riyadh
Saoirse Gallagher | Europe/Dublin
Pedro Monteiro | Europe/Lisbon
Ayşe Demir | Europe/Istanbul
Joon-ho Park | Asia/Seoul
Grace Mwangi | Africa/Nairobi
Viktor Horváth | Europe/Budapest
Camila Rojas | America/Argentina/Buenos_Aires
Sanjana Perera | Asia/Colombo
Kofi Mensah | Africa/Accra
Freya Andersen | Europe/Copenhagen
Hassan Mirza | Asia/Karachi
Louise Janssens | Europe/Brussels
Tuấn Phạm | Asia/Ho_Chi_Minh
Marta Oliveira | Europe/Lisbon
Ethan Caldwell | America/Los_Angeles""".splitlines()
)
"""(name, time zone)"""

PROGRAMMES = (
    "MSc Computer Science",
    "MSc Public Health",
    "MA International Relations",
    "MSc Environmental Engineering",
    "MBA",
    "MA Comparative Literature",
    "MSc Data Science",
    "MEd Inclusive Education",
)

SCHOOLS = (
    "Northgate University",
    "Riverside Institute of Technology",
    "St. Brendan's College",
    "University of the Highlands",
    "Harbour City University",
    "Institute of Applied Sciences",
    "Meridian College",
    "Lakeside University",
)

OPENINGS = (
    "I grew up in a town where the nearest clinic was two hours away, and that shaped what I want to study.",
    "For three years I have taught evening classes, and every term shows me what I still do not know.",
    "My final-year project measured river pollution with sensors that we built for less than ten euros each.",
    "I began by repairing neighbors' phones; today I maintain a small open-source library used by schools.",
    "Working at the reception of a refugee center taught me to listen in four languages.",
    "Since my first internship I have wanted to know why good plans fail when they meet real budgets.",
)
AIMS = (
    "In this programme I hope to learn the methods that my work so far has lacked.",
    "I would like to bring what I learn back to the region I come from.",
    "The seminar on evaluation is the reason I applied here rather than anywhere else.",
    "Afterwards I plan to continue with research, ideally in a group that works with practitioners.",
)

NOTES = (
    "Clear about aims and limits. Asked good questions about supervision. Recommended.",
    "Strong on practice, less on theory; would profit from the bridging course. Recommended.",
    "Nervous at first, then very convincing about the project work. Recommended.",
    "Answers stayed general. On the reserve list.",
)
SET_ASIDE = "Duplicate of an earlier application; the applicant agreed by e-mail."
CANNOT = "I have an exam at that hour. Any time after 15:00 on the same day would work for me."
