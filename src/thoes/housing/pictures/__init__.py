"""Photos made anew, in a process of their own, so that nothing of the file somebody sent is kept but the picture."""

from thoes.housing.pictures.remaking import MOST_BYTES, remake, remake_whole
