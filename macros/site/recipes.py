"""The files inside a build that tell a host its headers, types and redirects; all from `headers` and the moved pages.

Servers that are configured from outside (nginx, Caddy) have their own in `macros/hosting/`.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import quoteattr

from macros.site import headers
from macros.site.addresses import Move

_BY_HAND = "Tạo tự động khi dựng trang; đừng sửa tay: lần dựng sau ghi lại."


def of(base_path: str, tls: bool, assets: str, moved: tuple[Move, ...]) -> dict[str, str]:
    """Each file by its name, for a site below `base_path` (with both slashes) whose assets folder is `assets`."""
    return {
        "_headers": static_hosts(base_path, assets),
        "_redirects": "".join(f"{base_path}{move.old} {base_path}{move.new} 301\n" for move in moved),
        ".htaccess": htaccess(base_path, tls, moved),
        "web.config": web_config(base_path, tls, assets, moved),
        ".nojekyll": "",
    }


def static_hosts(prefix: str, assets: str) -> str:
    """The file `_headers` that Netlify and Cloudflare Pages read; no two of its rules set the same header.

    Both hosts send every other file with "max-age=0, must-revalidate" by themselves.
    """
    rules = {f"{prefix}*": headers.COMMON | headers.TLS_ONLY, f"{prefix}{assets}/*": {"Cache-Control": headers.FOREVER}}
    rules |= {f"{prefix}{folder}/*": {headers.CORS: "*"} for folder in headers.OPEN_FOLDERS}
    return "".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in found.items()) for path, found in rules.items()
    )


def htaccess(prefix: str, tls: bool, moved: tuple[Move, ...]) -> str:
    """The file `.htaccess` for Apache 2.4 and LiteSpeed.

    A module that the host does not have is passed over, so that the pages are readable all the same; `verify` tells what
    is then missing. There is no ETag, because Apache gives a compressed answer one that it does not know again; the time of a
    file is enough. `Header always` and `Header` are two lists of which both are sent: each name is in one of them only.
    """
    hidden = "|".join([*map(re.escape, headers.HOST_FILES), r".+\.(gz|br)"])
    folders = "|".join(headers.OPEN_FOLDERS)
    types = "\n".join(f"AddType {kind} .{ending}" for ending, kind in headers.TYPES.items())
    texts = " ".join(f".{ending}" for ending, kind in headers.TYPES.items() if kind in headers.TEXT_TYPES)
    common = "\n".join(f'    Header always set {name} "{value}"' for name, value in headers.COMMON.items())
    secure = "".join(
        f'    Header always set {name} "{value}" "expr=%{{HTTPS}} == \'on\'"\n'
        for name, value in headers.TLS_ONLY.items()
    )
    to_https = (
        "    RewriteCond %{HTTPS} !=on\n    RewriteCond %{HTTP:X-Forwarded-Proto} !=https\n"
        "    RewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R=301,L]\n"
    )
    redirects = "".join(f"    RewriteRule ^{re.escape(move.old)}$ {prefix}{move.new} [R=301,NE,L]\n" for move in moved)
    return f"""\
# Cho Apache 2.4 và LiteSpeed. {_BY_HAND}
AddDefaultCharset utf-8
DirectoryIndex index.html
FileETag None
ErrorDocument 404 {prefix}404.html
ErrorDocument 403 {prefix}404.html
{types}
AddCharset utf-8 {texts}
<FilesMatch "^[^.]+$">
    ForceType "{headers.PLAIN}; charset=utf-8"
</FilesMatch>
<IfModule mod_headers.c>
    SetEnvIf Request_URI "^{prefix}{headers.ASSETS}/" giu_lau
    SetEnvIf Request_URI "^{prefix}({folders})/" mo
{common}
{secure if tls else ""}    Header always set Cache-Control "{headers.RECHECK}" env=!giu_lau
    Header set Cache-Control "{headers.FOREVER}" env=giu_lau
    Header always set {headers.CORS} "*" env=mo
    Header always unset X-Powered-By
</IfModule>
<IfModule mod_filter.c>
    <IfModule mod_brotli.c>
        AddOutputFilterByType BROTLI_COMPRESS {" ".join(headers.TEXT_TYPES)}
    </IfModule>
    <IfModule mod_deflate.c>
        AddOutputFilterByType DEFLATE {" ".join(headers.TEXT_TYPES)}
    </IfModule>
</IfModule>
<IfModule mod_rewrite.c>
    RewriteEngine On
    RewriteBase {prefix}
{to_https if tls else ""}{redirects}    # Tệp dành cho nơi đặt trang khác, và bản nén có sẵn, không phải địa chỉ của trang; thư mục không liệt kê.
    RewriteRule ^({hidden})$ - [R=404,L]
    RewriteCond %{{REQUEST_FILENAME}} -d
    RewriteCond %{{REQUEST_FILENAME}}/index.html !-f
    RewriteRule ^ - [R=404,L]
</IfModule>
"""


def web_config(prefix: str, tls: bool, assets: str, moved: tuple[Move, ...]) -> str:
    """The file `web.config` for IIS 8 and later, with nothing that has to be installed.

    IIS itself hides files named web.config; a host whose feature of redirecting is off shows the small page at the old
    address.
    """
    types = "\n".join(
        f'      <remove fileExtension=".{ending}" />\n      <mimeMap fileExtension=".{ending}" mimeType='
        f'"{kind}{"; charset=utf-8" if kind in headers.TEXT_TYPES else ""}" />'
        for ending, kind in headers.TYPES.items()
    )
    common = headers.COMMON | (headers.TLS_ONLY if tls else {})
    custom = "\n".join(
        f"        <add name={quoteattr(name)} value={quoteattr(value)} />" for name, value in common.items()
    )
    places = {assets: ("Cache-Control", headers.FOREVER)} | dict.fromkeys(headers.OPEN_FOLDERS, (headers.CORS, "*"))
    located = "".join(
        f"""\
  <location path="{folder}">
    <system.webServer>
      <httpProtocol>
        <customHeaders>
          <remove name="{name}" />
          <add name="{name}" value="{value}" />
        </customHeaders>
      </httpProtocol>
    </system.webServer>
  </location>
"""
        for folder, (name, value) in places.items()
    )
    redirects = "".join(
        f"""\
  <location path="{move.old}">
    <system.webServer>
      <httpRedirect enabled="true" destination="{prefix}{move.new}" exactDestination="true" httpResponseStatus="Permanent" />
    </system.webServer>
  </location>
"""
        for move in moved
    )
    hidden = "\n".join(f'          <add segment="{name}" />' for name in headers.HOST_FILES if name != "web.config")
    return f"""\
<?xml version="1.0" encoding="utf-8"?>
<!-- Cho IIS 8 trở lên. {_BY_HAND} -->
<configuration>
  <system.webServer>
    <defaultDocument>
      <files>
        <clear />
        <add value="index.html" />
      </files>
    </defaultDocument>
    <directoryBrowse enabled="false" />
    <staticContent>
      <remove fileExtension="." />
      <mimeMap fileExtension="." mimeType="{headers.PLAIN}; charset=utf-8" />
{types}
    </staticContent>
    <urlCompression doStaticCompression="true" />
    <security>
      <requestFiltering>
        <hiddenSegments>
{hidden}
        </hiddenSegments>
      </requestFiltering>
    </security>
    <httpErrors errorMode="Custom" existingResponse="Replace">
      <remove statusCode="403" />
      <error statusCode="403" path="{prefix}404.html" responseMode="ExecuteURL" />
      <remove statusCode="404" />
      <error statusCode="404" path="{prefix}404.html" responseMode="ExecuteURL" />
    </httpErrors>
    <httpProtocol>
      <customHeaders>
        <remove name="X-Powered-By" />
        <add name="Cache-Control" value="{headers.RECHECK}" />
{custom}
      </customHeaders>
    </httpProtocol>
  </system.webServer>
{located}{redirects}</configuration>
"""
