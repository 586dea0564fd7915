"""Papers are kept without what cameras and programs wrote in them: places, names, programs, enclosed files, scripts."""

import io
import uuid
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, PngImagePlugin
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from thoes.housing.models import Cleaning, Document
from thoes.housing.papers import clean
from thoes.housing.papers.child import without_words
from thoes.housing.tests.papers import pdf_paper
from thoes.housing.tests.test_pictures import SECRET, bomb, photo_of, photo_that_tells
from thoes.kernel.refusals import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
AUTHOR = "Mallory Voorbeeld"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def png_that_tells() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", AUTHOR)
    told.add_itxt("XML:com.adobe.xmp", f"<x>{AUTHOR}</x>", zip=True)
    exif = Image.Exif()
    exif[0x013B] = AUTHOR
    return photo_of((1800, 900), "PNG", pnginfo=told, exif=exif.tobytes())


def pdf_that_tells() -> bytes:
    """A PDF with an author, XMP, a remark with a name, a picture with a place, an enclosed file, a script, a thumbnail."""
    picture, body = io.BytesIO(), io.BytesIO()
    Image.open(io.BytesIO(photo_that_tells())).save(picture, "PDF")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(picture.getvalue())))
    page = writer.pages[0]
    image = page["/Resources"]["/XObject"].values().__iter__().__next__().get_object()
    image._data = photo_that_tells()
    writer.add_metadata({"/Author": AUTHOR, "/Title": AUTHOR, "/Producer": "Fakeprogram"})
    for holder in (writer.root_object, page, image):
        told = DecodedStreamObject()
        told.set_data(f"<x:xmpmeta>{AUTHOR}</x:xmpmeta>".encode())
        holder[NameObject("/Metadata")] = writer._add_object(told.flate_encode())
    page[NameObject("/Thumb")] = writer._add_object(told)
    page[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/Fake"): TextStringObject(AUTHOR)})
    writer.add_annotation(0, Text(rect=(5, 5, 20, 20), text="Let op de trap", title_bar=AUTHOR))
    writer.add_attachment("personen.csv", AUTHOR.encode())
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(f"app.alert('{AUTHOR}')")}
    )
    writer.write(body)
    return body.getvalue()


def everything_in(pdf: bytes) -> bytes:
    """The file, and each of its objects unpacked."""
    reader = PdfReader(io.BytesIO(pdf))
    told = [pdf]
    for number in range(1, reader.trailer["/Size"]):
        held = reader.get_object(number)
        told.append(repr(held).encode())
        if hasattr(held, "_data"):
            told.append(held._data)
            try:
                told.append(zlib.decompress(held._data))
            except zlib.error:
                continue
    return b"\n".join(told)


def test_a_jpeg_is_kept_without_place_camera_comment_and_as_large_as_it_was() -> None:
    sent = photo_that_tells()

    kept = clean(sent, JPEG).body

    assert SECRET in sent
    for told in (SECRET, b"Fakephone", b"Exif"):
        assert told not in kept
    with Image.open(io.BytesIO(kept)) as opened:
        assert (opened.format, opened.size, dict(opened.getexif())) == ("JPEG", (200, 300), {})
    large = clean(photo_of((4000, 3000)), JPEG).body
    assert Image.open(io.BytesIO(large)).size == (4000, 3000)


def test_a_png_is_kept_without_its_texts_and_loses_no_pixel() -> None:
    sent = png_that_tells()

    kept = clean(sent, PNG).body

    assert AUTHOR.encode() in sent
    with Image.open(io.BytesIO(kept)) as opened:
        assert (opened.format, opened.size, opened.info, dict(opened.getexif())) == ("PNG", (1800, 900), {}, {})
        assert opened.convert("RGB").tobytes() == Image.open(io.BytesIO(sent)).convert("RGB").tobytes()
    assert AUTHOR.encode() not in kept


def test_a_pdf_is_kept_without_author_xmp_place_enclosed_file_and_script() -> None:
    sent = pdf_that_tells()
    assert all(told in everything_in(sent) for told in (AUTHOR.encode(), SECRET, b"Fakephone", b"JavaScript"))

    kept = clean(sent, PDF).body

    told = everything_in(kept)
    for secret in (AUTHOR.encode(), SECRET, b"Fakephone", b"Fakeprogram", b"JavaScript", b"xmpmeta", b"personen.csv"):
        assert secret not in told
    read = PdfReader(io.BytesIO(kept))
    assert (read.metadata, read.xmp_metadata, read.attachments) == (None, None, {})
    assert b"Let op de trap" in told


def pdf_that_packs_its_picture(how: str) -> bytes:
    """A PDF that says in another way that its picture is a JPEG, and that a link runs a script."""
    writer, body = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_that_tells()))), io.BytesIO()
    image = next(iter(writer.pages[0]["/Resources"]["/XObject"].values())).get_object()
    jpeg, kind, script = NameObject("/DCTDecode"), NameObject("/Filter"), NameObject("/JavaScript")
    if how == "packed twice":
        image._data = zlib.compress(image._data)
        image[kind] = ArrayObject([NameObject("/FlateDecode"), jpeg])
    elif how == "said elsewhere":
        image[kind] = writer._add_object(jpeg)
    else:
        image[kind] = ArrayObject([writer._add_object(jpeg)])
    link = DictionaryObject(
        {
            NameObject("/S"): writer._add_object(script),
            NameObject("/JS"): TextStringObject(f"app.alert('{AUTHOR}')"),
        }
    )
    writer.pages[0][NameObject("/Annots")].append(writer._add_object(DictionaryObject({NameObject("/A"): link})))
    writer.write(body)
    return body.getvalue()


@pytest.mark.parametrize("how", ["packed twice", "said elsewhere", "said elsewhere in a list"])
def test_a_pdf_is_kept_without_place_and_script_however_it_packs_them(how: str) -> None:
    sent = pdf_that_packs_its_picture(how)
    assert SECRET in everything_in(sent)

    kept = clean(sent, PDF).body

    for secret in (SECRET, b"Fakephone", b"app.alert"):
        assert secret not in everything_in(kept)
    (picture,) = PdfReader(io.BytesIO(kept)).pages[0].images
    assert picture.image is not None
    assert picture.image.convert("RGB").tobytes() == Image.open(io.BytesIO(photo_that_tells())).tobytes()


@pytest.mark.parametrize("progressive", [False, True])
def test_what_a_phone_puts_behind_a_picture_goes_too(progressive: bool) -> None:
    plain = photo_of((120, 90), "JPEG", progressive=progressive)

    kept = without_words(plain + photo_that_tells())

    assert SECRET not in kept
    assert Image.open(io.BytesIO(kept)).tobytes() == Image.open(io.BytesIO(plain)).tobytes()


def test_the_pages_of_a_pdf_look_as_before() -> None:
    read = PdfReader(io.BytesIO(clean(pdf_that_tells(), PDF).body))

    (picture,) = read.pages[0].images
    before = Image.open(io.BytesIO(photo_that_tells())).convert("RGB")
    assert picture.image is not None
    assert picture.image.convert("RGB").tobytes() == before.tobytes()
    assert read.pages[0].mediabox == PdfReader(io.BytesIO(pdf_that_tells())).pages[0].mediabox


def test_what_an_earlier_revision_of_a_pdf_held_is_gone() -> None:
    first = pdf_that_tells()
    body, second = io.BytesIO(), PdfWriter(io.BytesIO(first), incremental=True)
    second.add_metadata({"/Author": "Iemand Anders"})
    second.write(body)
    assert body.getvalue().startswith(first)

    assert AUTHOR.encode() not in everything_in(clean(body.getvalue(), PDF).body)


def test_the_words_of_a_jpeg_in_a_pdf_go_and_its_pixels_and_colours_stay() -> None:
    sent = photo_that_tells()

    kept = without_words(sent)

    assert SECRET not in kept
    assert b"Exif" not in kept
    assert Image.open(io.BytesIO(kept)).tobytes() == Image.open(io.BytesIO(sent)).tobytes()
    assert without_words(b"not a jpeg") == b"not a jpeg"
    assert without_words(sent[:30])[:2] == b"\xff\xd8"


def test_a_pdf_that_is_locked_against_changes_is_read_and_one_with_a_password_is_refused() -> None:
    def locked(user_password: str) -> bytes:
        writer, body = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_that_tells()))), io.BytesIO()
        writer.encrypt(user_password=user_password, owner_password="of somebody", algorithm="AES-256")
        writer.write(body)
        return body.getvalue()

    assert AUTHOR.encode() not in everything_in(clean(locked(""), PDF).body)
    with pytest.raises(Refusal, match="document_locked"):
        clean(locked("secret"), PDF)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"%PDF-1.7\nproef", PDF), (b"%PDF-1.7" + b"[" * 100_000, PDF), (pdf_paper()[:150], PDF),
        (b"\xff\xd8\xff broken", JPEG), (photo_of()[:200], JPEG), (bomb(), PNG),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_and_not_kept(body, kind, vera, site, logged_in) -> None:
    with pytest.raises(Refusal) as refused:
        clean(body, kind)
    form = {"kind": "permit", "title": "Besluit", "nonce": str(uuid.uuid4()), "file": SimpleUploadedFile("a", body)}
    answer = logged_in(vera).post(reverse("housing:add-document", args=[site.pk]), form)

    assert refused.value.code in ("document_broken", "document_too_hard")
    assert answer.context["form"].errors["file"]
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("make", "told"), [(photo_that_tells, SECRET), (png_that_tells, AUTHOR.encode()), (pdf_that_tells, AUTHOR.encode())]
)
def test_what_is_taken_along_from_the_site_tells_nothing(make, told, vera, site, logged_in) -> None:
    page, body = logged_in(vera), make()
    form = {
        "kind": "drawing",
        "title": "Plattegrond",
        "nonce": str(uuid.uuid4()),
        "file": SimpleUploadedFile("a", body),
    }
    page.post(reverse("housing:add-document", args=[site.pk]), form)

    document = Document.objects.get()
    taken = b"".join(page.get(reverse("housing:document", args=[document.pk])).streaming_content)

    assert told in body
    assert told not in (everything_in(taken) if taken.startswith(b"%PDF") else taken)
    assert (document.size, document.cleaning) == (len(taken), Cleaning.CLEAN)
