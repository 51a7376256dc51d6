using SreEvaluator.Pages;

namespace SreEvaluator.Agreement;

/// <summary>What a page of agreement adds to the style of all pages: tables of confusion and plots.</summary>
internal static class AgreementPageStyle
{
    public const string Css = PageStyle.Css + "\n" + """
        .glance th { white-space: normal; } .glance tbody td { padding-left: .75rem; }
        .confusion td { padding: .5rem .9rem; text-align: center; border: 1px solid var(--line); background: rgba(var(--tint), calc(var(--share) * .3)); }
        .confusion thead th { text-align: center; padding: .32rem .9rem; } .confusion thead th:first-child { text-align: left; }
        .confusion td.same { outline: 2px solid var(--text); outline-offset: -3px; font-weight: 600; }
        figure { margin: 1rem 0; max-width: 34rem; }
        figure svg { display: block; width: 100%; height: auto; }
        figcaption { font-size: .925rem; }
        svg text { fill: var(--text); font: 12px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
        svg .tick { fill: var(--quiet); }
        svg .grid { stroke: var(--line); stroke-width: 1; }
        svg .ideal { stroke: var(--quiet); stroke-width: 1.5; stroke-dasharray: 4 4; }
        svg .line1, svg .line2 { fill: none; stroke-width: 2.25; }
        svg .line1 { stroke: var(--first); } svg .line2 { stroke: var(--second); stroke-dasharray: 7 4; }
        svg .dot { fill: var(--first); fill-opacity: .8; stroke: var(--page); stroke-width: 1; }
        svg .name1 { fill: var(--first); font-weight: 600; } svg .name2 { fill: var(--second); font-weight: 600; }
        @media print { .confusion td { print-color-adjust: exact; } }
        """;
}
