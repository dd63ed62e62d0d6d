"""What each page is to Tab, stop by stop, and to a screen reader, as aria snapshots with patterns for what varies.

A snapshot names what has to be there, in this order; what it leaves out may be there too.
"""

from dataclasses import dataclass

HELP = 'link "admissions@example.edu"'
STUDENT_BAR = ['link "Vivavoce"', 'link "Your interviews"', 'link "Profile of Kim"', 'button "Sign out"']


@dataclass(frozen=True)
class Outline:
    who: str
    path: str
    stops: list[str]
    """Of Tab, from the top of the page. A list of rows is left out: `all_stops` is False then."""
    snapshot: str
    all_stops: bool = True

    def __str__(self) -> str:
        return f"{self.who or 'nobody'} {self.path}"


PAGES = [
    Outline(
        "",
        "/login",
        ['textbox "Email"', 'textbox "Password"', 'button "Sign in"', HELP],
        """
        - main:
          - heading "Sign in" [level=1]
          - textbox "Email"
          - textbox "Password"
          - button "Sign in"
          - paragraph:
            - link "admissions@example.edu"
        """,
    ),
    Outline(
        "",
        "/token#not-a-real-token",
        ['textbox "Password"', 'button "Save and sign in"', HELP],
        """
        - main:
          - heading "Choose a password" [level=1]
          - textbox "Password"
          - paragraph: /At least 10 characters/
          - button "Save and sign in"
        """,
    ),
    Outline(
        "",
        "/no/such/page",
        ['link "Vivavoce"', HELP, 'link "Go to the start page"'],
        """
        - banner:
          - link "Vivavoce"
        - main:
          - heading "There is nothing here" [level=1]
          - paragraph: /The address may be mistyped/
          - paragraph:
            - link "Go to the start page"
        """,
    ),
    Outline(
        "kim",
        "/student/dashboard",
        [
            *STUDENT_BAR,
            'link "Join Interview"',
            'link "Check your devices and connection"',
            'button "I can attend"',
            'button "I cannot attend"',
            'button "I know my interviewer…"',
            'textbox "Programme"',
            'textbox "School (optional)"',
            'textbox "Postal address (optional)"',
            'textbox "Personal statement (optional)"',
            'button "Send application"',
            HELP,
        ],
        r"""
        - banner:
          - navigation "Main":
            - link "Your interviews"
        - main:
          - heading /Good \w+, Kim/ [level=1]
          - region "Your next interview · MSc Computer Science":
            - heading "Your next interview · MSc Computer Science" [level=2]
            - paragraph: /\w+, \d+:\d+ Seoul · (\w+ \d+ \w+, )?\d+:\d+ London \(the office\) · 5 minutes with Ada/
            - link "Join Interview"
            - link "Check your devices and connection"
            - status:
              - paragraph: Please tell the office whether this time suits you.
            - button "I can attend"
            - button "I cannot attend"
            - button "I know my interviewer…"
          - region "Your applications":
            - heading "Your applications" [level=2]
            - list:
              - listitem:
                - 'img "Step 7 of 9: selection and interviews"'
            - form "Apply for January 2028 entry":
              - textbox "Programme"
              - status
              - button "Send application"
        """,
    ),
    Outline(
        "kim",
        "/profile",
        [
            *STUDENT_BAR,
            'textbox "Name"',
            'combobox "Time zone"',
            'button "Save"',
            'textbox "Current password"',
            'textbox "New password"',
            'button "Change password"',
            'button "Make an address"',
        ],
        r"""
        - main:
          - heading "Profile" [level=1]
          - heading "You" [level=2]
          - textbox "Name": Kim
          - combobox "Time zone"
          - paragraph: /There it is now \w+ \d+ \w+, \d+:\d+ Seoul/
          - button "Save"
          - heading "Password" [level=2]
          - textbox "Current password"
          - textbox "New password"
          - button "Change password"
          - region "Your calendar":
            - heading "Your calendar" [level=2]
            - button "Make an address"
        """,
    ),
]

DEVICES = [
    'button "Mute microphone"',
    'button "Turn camera off"',
    'combobox "Camera"',
    'combobox "Microphone"',
    'combobox "Speaker"',
    'button "Start Call"',
]
FOLD = "- text: Check sound and connection"
"""The summary of what is folded away; Playwright has no role for it."""
GREEN_ROOM = r"""
    - main:
      - heading "Your interview with Ada" [level=1]
      - paragraph: /\w+ \d+ \w+, \d+:\d+ Seoul · (\w+ \d+ \w+, )?\d+:\d+ London · 5 minutes/
      - region "How the others will see you":
        - meter "Microphone level"
        - button "Mute microphone"
        - button "Turn camera off"
      - list:
        - listitem: Ada is here
      - combobox "Camera"
      - combobox "Microphone"
      - combobox "Speaker"
      - button "Start Call"
      - status
    - log
    """
LOBBY = r"""
    - main:
      - heading "Your interview with Ada" [level=1]
      - region "How the others will see you"
      - status:
        - paragraph:
          - strong: Your interviewer asks you to wait a little
        - blockquote: <b>Five minutes</b>, please
        - paragraph: Admissions Office will let you in. Your call then starts by itself.
      - combobox "Camera"
      - button "Start Call" [disabled]
    """
KNOCKING = r"""
    - main:
      - heading "Interview with Kim" [level=1]
      - region "Kim is waiting":
        - heading "Kim is waiting" [level=2]
        - status: Asked to wait.
        - button "Let in"
        - button "Ask to wait"
        - button "Refuse"
      - list:
        - listitem: Kim is waiting to be let in
      - button "Start Call"
    - log:
      - paragraph: Kim is waiting to be let in.
    """
CONTROLS = [
    'button "Mute microphone"',
    'button "Turn camera off"',
    'button "Share screen"',
    'button "Chat"',
    'button "Picture in picture"',
    'button "Connection details"',
    'button "End Call"',
]
CALL = r"""
    - main:
      - heading "Interview with Kim" [level=1]
      - button "Start Call" [disabled]
      - timer "Time in call": /\d+:\d+/
      - region "Call":
        - region "Kim"
      - toolbar "Call controls":
        - button "Mute microphone"
        - button "Turn camera off"
        - button "Share screen"
        - button "Chat"
        - button "Connection details"
        - button "End Call"
    - complementary "Applicant":
      - heading "Kim" [level=2]
      - textbox "Notes"
      - button "End for everyone"
    - log:
      - paragraph: Kim joined the call.
    """
