"""What a cycle's page is to Tab and to a screen reader; see outlines.py."""

from tests.browser.outlines import Outline
from tests.browser.outlines_office import OFFICE_BAR

CYCLE = Outline(
    "ada",
    "/admin/cycles/",
    [
        *OFFICE_BAR,
        'link "Interviews of this cycle"',
        'link "# scheduled interviews are ahead."',
        'button "Move to Published"',
        'button "Move back…"',
        'spinbutton "How many"',
        'button "Show who that is…"',
        'textbox "First day of interviews"',
        'textbox "Last day"',
        'textbox "They answer by"',
        'button "Ask when they can"',
        'button "Let students choose another time"',
        'button "Declare one"',
        'button "Interviews file (CSV)"',
        'button "Times file (CSV)"',
        'button "Make one-time links…"',
        'searchbox "Search"',
        'combobox "Status"',
        'combobox "Checked"',
        'combobox "Order"',
        'checkbox "All on this page"',
        'button "Select chosen"',
        'button "Do not select chosen"',
        'button "Chosen are undecided again"',
        'checkbox "Choose Ama Boateng"',
        "- text: Read the application · Ama Boateng",
        'button "Undecided again"',
        'checkbox "Choose Amara Okafor"',
    ],
    r"""
    - main:
      - heading "September 2027 entry" [level=1]
      - paragraph: /\d+ interviews scheduled · \d+ completed/
      - link "Interviews of this cycle"
      - region "Phase":
        - list:
          - listitem: /Submission/
        - paragraph: "It cannot move to Published yet:"
        - button "Move to Published" [disabled]
        - button "Move back…"
      - region "Select by score":
        - heading "Select by score" [level=2]
        - spinbutton "How many"
        - button "Show who that is…"
      - region /Applicants. times/:
        - heading /Applicants. times/ [level=2]
        - textbox "First day of interviews"
        - textbox "Last day"
        - textbox "They answer by"
        - button "Ask when they can"
      - region "Changes by students":
        - heading "Changes by students" [level=2]
        - button "Let students choose another time"
      - region "Conflicts of interest":
        - heading "Conflicts of interest" [level=2]
        - button "Declare one"
      - region "Import interviews":
        - heading "Import interviews" [level=2]
      - region "Import times":
        - heading "Import times" [level=2]
      - region "Invitations":
        - button "Make one-time links…"
      - region "Applications":
        - search:
          - searchbox "Search"
          - combobox "Status"
          - combobox "Checked"
          - combobox "Order"
        - group "Change many at once":
          - checkbox "All on this page"
          - status: 0 chosen
          - button "Select chosen" [disabled]
        - list:
          - listitem:
            - checkbox "Choose Ama Boateng"
            - paragraph: Ama Boateng
            - group: Read the application · Ama Boateng
            - button "Undecided again"
    """,
    all_stops=False,
)
"""The demo's cycle in selection; its id ends the path."""
