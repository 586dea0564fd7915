"""What the commands that ask for a scenario share."""

import click

from thoes.monitor.public import SCENARIO_NAMES

scenario_option = click.option(
    "--scenario",
    default=SCENARIO_NAMES[0],
    show_default=True,
    help="The name of a scenario, such as covid-base; or the path of a YAML file of your own.",
)
