"""What the pages of the office are to Tab and to a screen reader; see outlines.py."""

from tests.browser.outlines import Outline

OFFICE_BAR = [
    'link "Vivavoce"',
    'link "Dashboard"',
    'link "Cycles"',
    'link "Interviews"',
    'link "People"',
    'link "Messages"',
    'link "Operations"',
    'link "Profile of Ada"',
    'button "Sign out"',
]

OFFICE_PAGES = [
    Outline(
        "ada",
        "/admin/dashboard",
        [*OFFICE_BAR, 'link "Manage Interviews"', 'link "Review applications"', 'link "Invite people"'],
        r"""
        - banner:
          - navigation "Main":
            - link "Dashboard"
            - link "Cycles"
            - link "Interviews"
            - link "People"
            - link "Messages"
            - link "Operations"
          - link "Profile of Ada"
          - button "Sign out"
        - main:
          - heading "Dashboard" [level=1]
          - region "Happening now"
          - region "Quick Actions":
            - link "Manage Interviews"
            - link "Review applications"
            - link "Invite people"
          - heading "Your next interviews" [level=2]
          - list:
            - listitem:
              - paragraph: Kim
              - paragraph: /\w+ \d+ \w+, \d+:\d+ London · (\w+ \d+ \w+, )?\d+:\d+ Seoul/
              - link "Join Interview with Kim"
          - heading "Active cycles" [level=2]
          - article:
            - heading "January 2028 entry" [level=3]
            - text: Submission Step 1 of 9
        """,
        all_stops=False,
    ),
    Outline(
        "ada",
        "/admin/cycles",
        [
            *OFFICE_BAR,
            'button "New cycle"',
            'link "January 2028 entry"',
            'link "September 2027 entry"',
            'link "January 2027 entry"',
        ],
        """
        - main:
          - heading "Cycles" [level=1]
          - button "New cycle"
          - heading "All cycles" [level=2]
          - article:
            - heading "September 2027 entry" [level=3]:
              - link "September 2027 entry"
            - text: Selection Step 7 of 9
        """,
    ),
    Outline(
        "ada",
        "/admin/operations",
        [*OFFICE_BAR, "- text: The charts as a table"],
        """
        - main:
          - heading "Operations" [level=1]
          - status:
            - heading "All is well." [level=2]
          - paragraph: Nobody is in a room now. Nobody was dropped since you opened this page.
          - region "People in rooms":
            - heading "People in rooms" [level=2]
            - paragraph: "0"
            - paragraph: nobody now
          - region "Messages a second"
          - region "Time to get in"
          - region "Waiting to be sent"
          - region "Lateness of the server"
          - region "Mails that wait"
          - group: The charts as a table
        """,
    ),
    Outline(
        "ada",
        "/admin/people",
        [
            *OFFICE_BAR,
            'button "Invite a person"',
            'searchbox "Search"',
            'combobox "Role"',
            'button "Password reset link"',
            'link "Hours"',
            'link "Messages"',
            'button "Edit"',
            'button "Password reset link"',
            'link "Messages"',
            'button "Edit"',
            'button "Disable…"',
        ],
        """
        - main:
          - heading "People" [level=1]
          - button "Invite a person"
          - search:
            - searchbox "Search"
            - combobox "Role"
          - list:
            - listitem:
              - paragraph: Ada
              - paragraph: ada@example.edu
              - paragraph: Admin · London
              - text: Active
              - button "Password reset link"
              - link "Hours"
              - link "Messages"
              - button "Edit"
          - button "Load more"
          - status: 50 shown
        """,
        all_stops=False,
    ),
    Outline(
        "ada",
        "/admin/interviews?q=Kim&status=scheduled",
        [
            *OFFICE_BAR,
            'button "Change many…"',
            'button "Schedule interview"',
            'searchbox "Search"',
            'combobox "Cycle"',
            'combobox "Status"',
            'combobox "Led by"',
            'link "Join Interview with Kim"',
            'button "Edit"',
            'button "Cancel"',
            'button "Mark completed"',
            'button "Mark no-show"',
            'button "Delete"',
            'link "CSV"',
            'link "Excel"',
        ],
        r"""
        - main:
          - heading "Interviews" [level=1]
          - button "Change many…"
          - button "Schedule interview"
          - region "Happening now"
          - search:
            - searchbox "Search": Kim
          - heading /\w+ \d+ \w+/ [level=3]
          - table /Interviews on \w+ \d+ \w+/:
            - rowgroup:
              - row "Time Applicant Interviewers Status Room Actions"
            - rowgroup:
              - row:
                - cell /\d+:\d+ London 5 min · (\w+ \d+ \w+, )?\d+:\d+ Seoul/
                - cell "Kim MSc Computer Science"
                - cell "Ada"
                - 'cell "Scheduled Rehearsal: not done"'
                - cell "Join Interview with Kim"
                - cell "Edit Cancel Mark completed Mark no-show Delete"
        """,
    ),
]

INTERVIEWER = Outline(
    "ivy",
    "/interviewer/dashboard",
    [
        'link "Vivavoce"',
        'link "Your interviews"',
        'link "Your hours"',
        'link "Profile of Ivy"',
        'button "Sign out"',
        'link "Join Interview with Kim"',
        'button "Notes"',
        'button "Mark completed"',
        'button "Mark no-show"',
        'button "Conflict of interest…"',
    ],
    r"""
    - banner:
      - navigation "Main":
        - link "Your interviews"
        - link "Your hours"
    - main:
      - heading "Your interviews" [level=1]
      - paragraph: Those you lead or sit in on.
      - heading "Today and later" [level=2]
      - heading /\w+ \d+ \w+/ [level=3]
      - table /Interviews on \w+ \d+ \w+/:
        - rowgroup:
          - row "Time Applicant Interviewers Status Room Actions"
        - rowgroup:
          - row:
            - cell /\d+:\d+ London 5 min · (\w+ \d+ \w+, )?\d+:\d+ Seoul/
            - cell "Kim MSc Computer Science"
            - cell "Ivy"
            - 'cell "Scheduled Rehearsal: not done"'
            - cell "Join Interview with Kim"
            - cell "Notes Mark completed Mark no-show Conflict of interest…"
    """,
    all_stops=False,
)

FORM = Outline(
    "ada",
    "",
    [
        'combobox "Applicant"',
        'textbox "Date and time"',
        'combobox "Time zone"',
        'spinbutton "Duration"',
        'combobox "Interviewer"',
        'checkbox "Ben"',
        'checkbox "Ingrid Solberg"',
        'checkbox "Ivy"',
        'checkbox "Omar Haddad"',
        'checkbox "Rafael Duarte"',
        'checkbox "Lobby: the student waits until you let them in"',
        'checkbox "Relay only: sound and picture take the way through the relay"',
        'textbox "Notes"',
        'button "Close"',
        'button "Schedule"',
    ],
    r"""
    - dialog "Schedule an interview":
      - heading "Schedule an interview" [level=2]
      - combobox "Applicant"
      - textbox "Date and time"
      - combobox "Time zone"
      - spinbutton "Duration": "30"
      - paragraph: Minutes, 5 to 240
      - paragraph: /\w+ \d+ \w+, \d+:00 London/
      - combobox "Interviewer"
      - group "Also on the panel (at most two)":
        - checkbox "Ben"
      - 'checkbox "Lobby: the student waits until you let them in"'
      - paragraph: /nothing connects the two of you/
      - 'checkbox "Relay only: sound and picture take the way through the relay"'
      - paragraph: /do not learn each other/
      - textbox "Notes"
      - button "Close"
      - button "Schedule"
    """,
)
