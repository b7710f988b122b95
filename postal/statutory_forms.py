"""The Department's forms that the post's books fill: fees by form of payment, post, hand-over supervision.

Read by applications.statutory.offered, which knows nothing of the post. Source: domain reference §9.2.
"""

from postal.fees_by_way import FEES
from postal.supervised_units import HAND_OVERS, POST

FORMS = (FEES, POST, HAND_OVERS)
