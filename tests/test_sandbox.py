"""Content is data: a page or a record can run nothing, read nothing outside the project and write nothing outside its output."""

import subprocess

import pytest

from macros.rules.typography import mend
from tests.project import ROOT, Project, files

pytestmark = pytest.mark.slow

PAGE = "docs/gioi-thieu.md"
PLACE = "Nếu gặp trở ngại"
ESCAPES = {  # what attackers write in Jinja
    "globals_of_a_macro": "{{ figure.__globals__ }}",
    "globals_through_attr": "{{ figure|attr('__globals__') }}",
    "subclasses_of_object": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "popen": "{{ ''.__class__.__base__.__subclasses__()[140].__init__.__globals__['sys'].modules['os'].popen('id').read() }}",
    "builtins_of_cycler": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "lipsum": "{{ lipsum.__globals__['os'].environ }}",
    "self": "{{ self._TemplateReference__context }}",
    "namespace": "{{ namespace.__init__.__globals__ }}",
    "configuration": "{{ config }}",
    "configuration_items": "{{ config['docs_dir'] }}",
    "environment": "{{ environment }}",
    "context_of_the_plugin": "{{ context() }}",
    "macros_info": "{{ macros_info() }}",
    "page_file": "{{ page.file.copy_file() }}",
    "page_content": "{{ page.file.content_string }}",
    "filter": "{{ 'a'|upper }}",
    "huge_format": "{{ '%999999999s' % 1 }}",
    "long_range": "{{ range(10**9)|list }}",
    "multiplied_text": "{{ 'a' * 10**10 }}",
    "argument_that_is_an_expression": "{{ figure('a' ~ config) }}",
    "argument_that_is_a_call": "{{ figure(fact('x')) }}",
    "arguments_unpacked": "{{ figure(*[1]) }}",
    "keyword": "{{ figure(id='x') }}",
    "method_of_a_result": "{{ fact('papi-la-gi').__class__ }}",
    "private_method": "{{ _html('figure.html') }}",
    "renderer": "{{ call('x') }}",
    "conditional": "{{ fact('papi-la-gi') if config else '' }}",
    "include": "{% include '/etc/passwd' %}",
    "import_statement": "{% import 'os' as os %}",
    "set_statement": "{% set x = 1 %}",
    "for_statement": "{% for x in config %}{{ x }}{% endfor %}",
    "macro_statement": "{% macro figure(id) %}x{% endmacro %}",
    "raw": "{% raw %}{{ config }}{% endraw %}",
    "comment": "{# #}",
    "two_lines": "{{ config\n}}",
    "snippet_of_a_file": '--8<-- "/etc/passwd"{{ config }}',
    "attributes": "chữ{: onclick=alert(1) }",
    "iframe": "<iframe src=//example.com>",
    "javascript_link": "[x](javascript:alert(1))",
    "data_link": "[x](data:text/html,x)",
    "reference_link": "[x]: javascript:alert(1)",
    "file_link": "[x](file:///etc/passwd)",
}


@pytest.mark.parametrize("name", ESCAPES)
def test_refuses_in_a_page(content, name):
    line = content.read(PAGE).partition(PLACE)[0].count("\n") + 1
    content.edit(PAGE, PLACE, ESCAPES[name] + " " + PLACE)
    faults = content.faults()
    assert faults and all(fault.startswith((f"{PAGE}:{line}:", f"{PAGE}:{line + 1}:")) for fault in faults), faults


@pytest.mark.parametrize(
    "payload",
    [
        "{{ config }}",
        "{% include '/etc/passwd' %}",
        "{# x #}",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "&lt;b&gt;<b>",
    ],
)
def test_refuses_in_a_record(content, payload):
    content.edit("data/2023/figures.yml", "unit: công chức", "unit: 'công chức " + payload.replace("'", "''") + "'")
    (fault,) = content.faults()
    assert fault.startswith(content.at("data/2023/figures.yml", "'công chức ") + ": figures[5].unit: ")


MARKDOWN = "*x*{ onclick=alert(1) } [x](javascript:alert(1)) ![x](x) `x` | a_b_c ~x~ ^x^ # @x &lt; \" '"


def test_markdown_in_a_record_is_shown_as_it_is(project):
    written = MARKDOWN.replace("'", "’")
    project.edit(
        "data/2023/figures.yml", "    measures: Số công chức Sở", f"    measures: '{written}'\n    # Số công chức Sở"
    )
    done = project.run("build", "--site", "out")
    assert done.returncode == 0, done.stdout + done.stderr
    html = project.read("out/2023/so-lieu.html")
    assert (
        "javascript:" in html
        and 'href="javascript:' not in html
        and "onclick=alert(1)>" not in html
        and "<em>" not in html
    )


def test_front_matter_can_switch_nothing(content):
    for line in ("render_macros: false", "template: /etc/passwd", "figure: x", "search: x"):
        content.edit(PAGE, "title:", f"{line}\ntitle:")
        (fault,) = content.faults()
        assert f'khóa lạ "{line.split(":")[0]}"' in fault
        content.edit(PAGE, f"{line}\n", "")


@pytest.mark.parametrize(
    "link",
    ["docs/x.md", "docs/assets/x.svg", "data/2023/tasks.yml", "data/2023/source.txt", "data/facts.yml", "docs/ngoai"],
)
def test_links_out_of_the_project_are_refused_and_not_read(content, tmp_path, link):
    secret = tmp_path / "secret"
    secret.write_text("title: bí mật", "utf-8")
    target = content.root / link
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    target.symlink_to(tmp_path if link == "docs/ngoai" else secret)
    assert content.faults() == [f"{link}:1:1: là liên kết tới nơi khác: xóa liên kết, chép chính tệp vào đây"]
    before = secret.read_bytes()
    mend(content.root)
    assert secret.read_bytes() == before


@pytest.mark.parametrize(
    "file",
    [
        "docs/x.html",
        "docs/x.js",
        "docs/assets/x.php",
        "docs/2023/x.svg",
        "docs/assets/x.html",
        "docs/assets/x.js",
        "docs/assets/x.css",
        "docs/danh-sach.txt",
        "docs/.well-known/x.html",
    ],
)
def test_files_that_could_run_are_refused(content, file):
    content.write(file, "x")
    assert content.faults() == [
        f"{file}:1:1: loại tệp này không được đặt trong docs: trang viết bằng .md; hình đặt trong docs/assets"
    ]


@pytest.mark.parametrize(
    "content_of_a_page",
    [
        "{{ figure.__globals__ }}",
        "[x](../../../../../../etc/passwd)",
        "[x](/etc/passwd)",
        "[x](../../mkdocs.yml)",
        '--8<-- "../mkdocs.yml"',
    ],
)
def test_a_build_of_hostile_content_writes_and_shows_nothing(project, tmp_path, content_of_a_page):
    (tmp_path / "secret.txt").write_text("bí mật ngoài dự án", "utf-8")
    project.write(
        "docs/ke-xau.md",
        f'---\ntitle: Xấu\ndescription: "Xấu."\n---\n\n{{{{ page_start() }}}}\n\n{content_of_a_page}\n\n{{{{ page_end() }}}}\n',
    )
    before = files(tmp_path)
    done = project.run("build", "--site", str(project.root / "out"))
    after = {name: data for name, data in files(tmp_path).items() if not name.startswith("project/out/")}
    assert after == before
    if done.returncode == 0:  # harmless text, shown as text
        html = project.read("out/ke-xau.html")
        assert "site_name" not in html and "root:" not in html and "bí mật" not in html
    else:
        assert not (project.root / "out").exists()
        assert "Traceback" not in done.stderr


@pytest.mark.needs_git
def test_comparing_a_hostile_revision_writes_nothing_outside(content, tmp_path):
    """A tree with a link that leads out: git archive carries it, the comparison leaves it."""

    def git(*arguments):
        subprocess.run(
            ["git", "-c", "user.name=t", "-c", "user.email=t@example.com", *arguments],
            cwd=content.root,
            check=True,
            capture_output=True,
        )

    git("init", "-q")
    (content.root / "data/ngoai").symlink_to(tmp_path)
    git("add", ".")
    git("commit", "-q", "-m", "x")
    (content.root / "data/ngoai").unlink()
    before = files(tmp_path)
    assert Project(ROOT).run("--root", str(content.root), "changes", "HEAD").stdout == ""
    assert files(tmp_path) == before
    assert Project(ROOT).run("--root", str(content.root), "changes", "--output=x").returncode == 2
