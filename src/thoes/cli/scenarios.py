"""What the commands that ask for a scenario share."""

import click

scenario_option = click.option(
    "--scenario",
    required=True,
    help="The name of a scenario, such as covid-base; or the path of a YAML file of your own.",
)
