"""The door of `monitor`."""

from thoes.monitor.domain.dual_system import DualSystem
from thoes.monitor.domain.forecasting import MOST_DRAWS
from thoes.monitor.domain.linked_estimate import LinkedEstimate
from thoes.monitor.domain.loglinear import SEED, ModelFit
from thoes.monitor.domain.need import Need
from thoes.monitor.domain.one_list import OneListEstimate
from thoes.monitor.domain.poisson_fits import Interval
from thoes.monitor.domain.scenarios import need_in
from thoes.monitor.domain.survival import Curve, Share, survival_curve
from thoes.monitor.histories_file import histories_as_csv
from thoes.monitor.list_linking import LinkedLists, link_and_estimate
from thoes.monitor.listed_people import list_names, people_in_file
from thoes.monitor.methods import dependence_of_lists
from thoes.monitor.models import Why
from thoes.monitor.outlook import Outlook, outlook_of
from thoes.monitor.permissions import REGION_ADVISER
from thoes.monitor.published import last_publication
from thoes.monitor.publishing import publish
from thoes.monitor.quoted.cbs import fetch_table
from thoes.monitor.quoted.kind import QuotedFigures
from thoes.monitor.quoted.models import Licence
from thoes.monitor.retention_file import Retention, retention_of_file
from thoes.monitor.scenario_files import NAMES as SCENARIO_NAMES
from thoes.monitor.scenario_files import NamedScenario, named_in
from thoes.monitor.texts import REGION_TEXTS, ROW_TEXTS
from thoes.monitor.unseen_file import FromLists, FromOneList, LinkFaults, unseen_of_file
