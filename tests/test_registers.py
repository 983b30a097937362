"""The registers of the site: what several editions may name stands once, editions add what is theirs."""

DOCUMENTS = "data/documents.yml"
OWN = "data/2023/documents.yml"


def test_a_record_is_the_shared_part_and_the_edition_s_own(content):
    document = content.load().site.newest.record("documents", "20-2021-nd-cp")
    assert (document.type, document.issuer) == ("decree", "chinh-phu")  # of the site
    assert document.citations[0].line == 37  # of the edition


def test_what_is_shared_is_not_written_otherwise_by_an_edition(content):
    content.edit(OWN, "  - id: 20-2021-nd-cp\n", "  - id: 20-2021-nd-cp\n    date: 2021-03-16\n")
    assert content.faults() == [
        content.at(OWN, "2021-03-16")
        + ": documents[10].date: khác điều đã ghi cho mọi ấn bản ở data/documents.yml: xóa dòng này, hoặc sửa ở đó"
    ]
    content.edit(OWN, "date: 2021-03-16", "date: 2021-03-15")
    assert content.faults() == []


def test_a_fault_of_what_is_shared_is_told_where_it_stands(content):
    content.edit(DOCUMENTS, "date: 2021-03-15", "date: 2021-03-16")
    assert content.faults() == [
        content.at(OWN, "Nghị định số 20/2021/NĐ-CP ngày")
        + ": documents[10].citations[0].printed: ngày in khác ngày đã ghi (2021-03-16): sửa date cho khớp với bản đối chiếu"
    ]
    content.edit(DOCUMENTS, "date: 2021-03-16", "date: 2031-03-15")
    assert content.at(DOCUMENTS, "2031-03-15") in "\n".join(content.faults())


def test_what_is_an_edition_s_own_does_not_stand_in_the_register(content):
    content.edit("data/organisations.yml", "    level: central\n", "    level: central\n    note: Ghi chú.\n")
    assert content.faults() == [
        "data/organisations.yml:7:5: organisations[0].note: "
        'khóa "note" là của từng ấn bản: chuyển sang tệp cùng tên của ấn bản'
    ]


def test_an_id_twice_in_a_register_is_refused(content):
    content.edit("data/organisations.yml", "id: bo-noi-vu", "id: chinh-phu")
    assert (
        content.at("data/organisations.yml", "chinh-phu\n    name: Bộ Nội vụ")
        + ': organisations[2].id: mã "chinh-phu" dùng hai lần: đặt mã khác, hoặc xóa một bản ghi'
        in content.faults()
    )


def test_an_issuer_that_the_text_does_not_name_needs_no_record_of_the_edition(content):
    content.edit(
        "data/2023/organisations.yml", "  - id: quoc-hoi\n", "  - id: quoc-hoi-khac\n    name: Khác\n    level: other\n"
    )
    loaded = [fault for fault in content.faults() if "quoc-hoi-khac" not in fault]
    assert loaded == []


def test_a_record_that_only_one_edition_names_may_stand_there_whole(content):
    document = content.load().site.newest.record("documents", "04-kh-ubnd")
    assert document.name == "Kế hoạch số 04/KH-UBND" and "04-kh-ubnd" not in content.read(DOCUMENTS)


def test_a_fault_in_a_register_is_told_there_alone(content):
    content.edit("data/documents.yml", "    sign: 13/2018/NĐ-CP\n", "    sing: 13/2018/NĐ-CP\n")
    (fault,) = content.faults()
    assert fault.startswith(content.at("data/documents.yml", "sing:") + ": documents[4].sing: khóa lạ")
