using SreEvaluator.Pages;

namespace SreEvaluator.Reports;

/// <summary>What the report of a batch adds to the style of all pages, and the script of its filters.</summary>
internal static class BatchReportStyle
{
    public const string Css = PageStyle.Css + "\n" + """
        h3 { font-size: 1.05rem; margin: 1.5rem 0 .25rem; }
        .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        .figures { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: 1rem 0; padding: 0; list-style: none; }
        .figures strong { display: block; font-size: 1.5rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
        .bars td:last-child, .points td.bar { text-align: left; min-width: 9rem; }
        .points th { white-space: normal; min-width: 14rem; max-width: 26rem; }
        .points td.bar { min-width: 8rem; padding-left: .75rem; }
        svg.bar { display: block; width: 100%; height: .9rem; }
        svg .all { fill: none; stroke: var(--quiet); } svg .covered { fill: var(--first); } svg .partial { fill: var(--second); }
        .weakest th::after { content: " — the weakest point"; font-weight: 600; }
        .filters { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: end; margin: 1rem 0; }
        .filters label { display: grid; gap: .2rem; font-size: .925rem; }
        .filters label.check { display: flex; gap: .4rem; align-items: center; }
        select, input[type=search] { font: inherit; padding: .3rem .4rem; color: inherit; background: var(--page); border: 1px solid var(--quiet); border-radius: .25rem; max-width: 100%; }
        :focus-visible { outline: 2px solid var(--first); outline-offset: 2px; }
        .answer { border: 1px solid var(--line); border-radius: .35rem; margin: .6rem 0; padding: 0 .9rem; }
        .answer[hidden] { display: none; }
        .answer summary { padding: .6rem 0; cursor: pointer; }
        .answer summary h3 { display: inline; margin: 0; overflow-wrap: anywhere; }
        .tag { border: 1px solid var(--quiet); border-radius: .7rem; padding: 0 .5rem; font-size: .85rem; white-space: nowrap; }
        .text { white-space: pre-wrap; overflow-wrap: anywhere; border-left: 3px solid var(--line); padding-left: .8rem; margin: .75rem 0; max-width: 46rem; }
        mark { background: rgba(var(--tint), .16); color: inherit; border-bottom: 2px solid var(--first); }
        sup { font-size: .7rem; line-height: 0; font-weight: 600; margin-left: .1rem; }
        .verdicts td, .verdicts th { text-align: left; white-space: normal; }
        .verdicts td.state { white-space: nowrap; }
        .verdicts tbody th, .points tbody th { position: static; }
        @media print {
          .filters { display: none; } .answer { break-inside: auto; } .answer[hidden] { display: block; }
          details::details-content { content-visibility: visible; display: block; block-size: auto; }
          mark { print-color-adjust: exact; }
        }
        """;

    public const string Script = """
        (() => {
          const filters = document.getElementById('filters');
          const answers = [...document.querySelectorAll('.answer')];
          if (!filters || answers.length === 0) return;
          filters.hidden = false;
          const shown = document.getElementById('shown');
          const apply = () => {
            const words = filters.elements.words.value.trim().toLowerCase();
            const question = filters.elements.question.value;
            const band = filters.elements.band.value;
            const review = filters.elements.review.checked;
            let count = 0;
            for (const answer of answers) {
              const fits = (!question || answer.dataset.question === question)
                && (!band || answer.dataset.band === band)
                && (!review || answer.dataset.review === 'yes')
                && (!words || answer.textContent.toLowerCase().includes(words));
              answer.hidden = !fits;
              if (fits) count++;
            }
            shown.textContent = `${count} of ${answers.length} shown`;
          };
          filters.addEventListener('input', apply);
          filters.addEventListener('submit', event => event.preventDefault());
          apply();
        })();
        """;
}
