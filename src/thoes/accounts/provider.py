"""Where allauth looks for the ways to log in elsewhere that an app brings along."""

from thoes.accounts.broker.provider import BrokerProvider

provider_classes = [BrokerProvider]
