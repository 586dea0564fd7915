"""Papers made anew, in a process of their own: without what a camera or a program wrote in them beside what is seen."""

from thoes.housing.papers.cleaning import clean
