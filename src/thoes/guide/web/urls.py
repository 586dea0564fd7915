"""Addresses of the public pages."""

from django.urls import path

from thoes.guide.web import articles, deduction, feedback, finding, help_data, in_full, keeping, paths, security_txt, statements, views
from thoes.guide.web import articles, deduction, feedback, finding, help_data, paths, security_txt, statements, views
from thoes.guide.web import (
    articles,
    deduction,
    employers,
    feedback,
    finding,
    help_data,
    paths,
    security_txt,
    statements,
    views,
)

app_name = "guide"
urlpatterns = [
    path("", views.start, name="start"),
    path("rules/", views.rule_book_page, name="rulebook"),
    path("rules/municipalities/", views.local_rules, name="local-rules"),
    path("rules/of/<str:rule>/", views.rule_place, name="rule"),
    path("rules/<slug:topic>/", views.rule_topic, name="rule-topic"),
    path("guide/", articles.choose, name="choose-language"),
    path("guide/sw.js", keeping.worker, name="guide-worker"),
    path("guide/<slug:language>/app.webmanifest", keeping.web_manifest, name="guide-manifest"),
    path("guide/<slug:language>/pack.json", keeping.pack, name="guide-pack"),
    path("guide/<slug:language>/pack-card.json", keeping.card, name="guide-pack-card"),
    path("guide/<slug:language>/whole.html", in_full.whole, name="guide-whole"),
    path("guide/<slug:language>/topics/<slug:topic>/", in_full.topic, name="guide-topic"),
    path("guide/<slug:language>/not-kept/", keeping.not_kept, name="guide-not-kept"),
    path("guide/poster.pdf", employers.poster, name="poster"),
    path("guide/help/", finding.choose, name="choose-help"),
    path("guide/<slug:language>/", articles.guide, name="guide"),
    path("guide/<slug:language>/employers/", employers.employers, name="employers"),
    path("guide/<slug:language>/help/", finding.finding, name="help"),
    path("guide/<slug:language>/help/<slug:contact>/", finding.helper, name="helper"),
    path("guide/<slug:language>/search/", articles.search, name="guide-search"),
    path("guide/<slug:language>/search/index.json", articles.kept_search, name="guide-search-index"),
    path("guide/<slug:language>/search/not-found/", feedback.not_found, name="guide-not-found"),
    path("guide/<slug:language>/words/", articles.words, name="guide-words"),
    path("guide/<slug:language>/paths/", paths.paths, name="paths"),
    path("guide/<slug:language>/paths/<slug:path>/", paths.question_path, name="path"),
    path("guide/<slug:language>/<slug:article>/", articles.article, name="article"),
    path("guide/<slug:language>/<slug:article>/code.svg", articles.article_code, name="article-code"),
    path("guide/<slug:language>/<slug:article>/feedback/", feedback.feedback, name="article-feedback"),
    path("open-data/help/hsds-3.0.json", help_data.hsds, name="help-data"),
    path("open-data/help/hsds-3.0/<slug:language>.json", help_data.translations, name="help-data-in"),
    path("guide-feedback/", feedback.FEEDBACK.as_view(), name="feedback"),
    path("deduction/", deduction.deduction, name="deduction"),
    path("accessibility/", statements.accessibility, name="accessibility"),
    path("privacy-statement/", statements.privacy, name="privacy"),
    path("contact/", statements.contact, name="contact"),
    path(".well-known/security.txt", security_txt.security_txt, name="security-txt"),
]
