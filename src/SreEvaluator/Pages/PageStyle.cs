namespace SreEvaluator.Pages;

/// <summary>How every page looks: on a phone, on paper, in light and dark. A page adds what it alone has.</summary>
internal static class PageStyle
{
    public const string Css = """
        :root {
          color-scheme: light dark;
          --page: #fff; --text: #1b1e22; --quiet: #545b64; --line: #cfd4da;
          --first: #0b5cad; --second: #8f4700; --tint: 11, 92, 173;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #14171a; --text: #e7e9ec; --quiet: #abb3bc; --line: #3b424a;
            --first: #7dbaff; --second: #ffb870; --tint: 125, 186, 255;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 62rem; padding: 1.25rem 1rem 4rem; background: var(--page); color: var(--text);
          font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
        h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .75rem; }
        h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.75rem 0 .5rem; }
        p { margin: .5rem 0; max-width: 44rem; }
        a { color: var(--first); }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 0 0 1rem; max-width: 50rem; }
        dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
        .quiet, caption, figcaption, small { color: var(--quiet); }
        .scroll { overflow-x: auto; margin: 1rem 0; position: relative; }
        .scroll:focus-visible, a:focus-visible { outline: 2px solid var(--first); outline-offset: 2px; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        caption { text-align: left; padding: 0 0 .4rem; font-size: .925rem; }
        th, td { padding: .32rem .75rem .32rem 0; border-bottom: 1px solid var(--line); text-align: right; vertical-align: baseline; white-space: nowrap; }
        th:first-child { text-align: left; }
        thead th { color: var(--quiet); font-weight: 600; font-size: .875rem; vertical-align: bottom; white-space: normal; }
        tbody th { font-weight: 400; }
        tbody th, thead th:first-child { position: sticky; left: 0; background: var(--page); }
        small { font-size: .8rem; display: block; }
        .all th, .all td { font-weight: 600; border-bottom: 2px solid var(--line); } .all small { font-weight: 400; }
        footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem; font-size: .925rem; }
        @media (max-width: 40rem) {
          body { font-size: .975rem; padding-top: 1rem; }
          dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .4rem; }
          th, td { padding-right: .6rem; }
        }
        @media print {
          :root { --page: #fff; --text: #000; --quiet: #444; --line: #bbb; --first: #0b5cad; --second: #8f4700; --tint: 11, 92, 173; }
          body { max-width: none; padding: 0; font-size: 10pt; }
          .scroll { overflow: visible; } figure, tr { break-inside: avoid; } h2 { break-after: avoid; } thead { display: table-header-group; }
        }
        """;
}
