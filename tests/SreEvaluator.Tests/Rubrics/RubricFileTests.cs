using System.Security.Cryptography;
using System.Text;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Rubrics;

public sealed class RubricFileTests : IDisposable
{
    private readonly RubricFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_text_is_read_as_a_file_of_its_bytes_would_be()
    {
        var file = RubricFile.Read(_folder.Write("paging.yaml", $"\uFEFF{RubricFolder.Minimal}"));

        var parsed = RubricFile.Parse("paging", file.Source);

        file.Source.ShouldBe($"\uFEFF{RubricFolder.Minimal}");
        parsed.Hash.ShouldBe(file.Hash);
        parsed.Questions[0].KeyPoints[0].Statement.ShouldBe(file.Questions[0].KeyPoints[0].Statement);
        Should.Throw<InputException>(() => RubricFile.Parse("paging", RubricFolder.Named("tracing"))).Problems[0].Where.ShouldBe("paging.yaml");
        Should.Throw<InputException>(() => RubricFile.Parse("paging", new string(' ', RubricFile.MaxBytes + 1))).Problems[0].Found.ShouldContain("more than");
    }

    [Fact]
    public void Reads_every_field()
    {
        var rubric = Read(RubricFolder.Minimal);

        rubric.Topic.ShouldBe("Paging");
        rubric.Version.ShouldBe("1.0.0");
        var question = rubric.Questions.ShouldHaveSingleItem();
        question.Id.ShouldBe("paging");
        question.Topic.ShouldBe("Paging");
        question.Kind.ShouldBe(QuestionKind.Scenario);
        question.Asks.ShouldBe("Your pager goes off at night. What do you do?");
        question.RubricVersion.ShouldBe("1.0.0");
        question.RubricHash.ShouldBe(rubric.Hash);
        var keyPoint = question.KeyPoints.ShouldHaveSingleItem();
        keyPoint.Id.ShouldBe("acknowledge");
        keyPoint.Weight.ShouldBe(3);
        keyPoint.Critical.ShouldBeTrue();
        keyPoint.Statement.ShouldStartWith("Acknowledges");
        keyPoint.Covered.ShouldBe("Says that the alert is taken over visibly.");
        keyPoint.Partial.ShouldBe("Says only that the alert is read.");
        keyPoint.Cues.Select(cue => cue.Groups.Length).ShouldBe([1, 2]);
        keyPoint.Cues[0].Groups[0].ShouldBe(["acknowledg", "ack$"]);
        keyPoint.Cues[1].Groups[1].ShouldBe(["i am on it", "taken over"]);
        keyPoint.Exemplars.Length.ShouldBe(2);
        keyPoint.Hint.ShouldBe("How do others know?");
        keyPoint.Advice.ShouldBe("Practise the first five minutes.");
        keyPoint.Probe.ShouldStartWith("Two people");
        var redFlag = question.RedFlags.ShouldHaveSingleItem();
        redFlag.Id.ShouldBe("ignores");
        redFlag.Statement.ShouldBe("Waits whether it goes away.");
        redFlag.Cues.ShouldHaveSingleItem();
        redFlag.Exemplars.ShouldHaveSingleItem();
    }

    [Fact]
    public void The_hash_is_the_SHA256_of_the_bytes() =>
        Read(RubricFolder.Minimal).Hash.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(RubricFolder.Minimal))));

    [Fact]
    public void Reads_a_file_with_a_byte_order_mark_and_Windows_line_ends()
    {
        var path = _folder.Write("paging.yaml", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(RubricFolder.Minimal.ReplaceLineEndings("\r\n"))]);

        RubricFile.Read(path).Topic.ShouldBe("Paging");
    }

    [Fact]
    public void Red_flags_and_their_exemplars_may_be_left_out()
    {
        var withoutExemplars = RubricFolder.Minimal[..RubricFolder.Minimal.LastIndexOf("        exemplars:", StringComparison.Ordinal)];
        var withoutRedFlags = RubricFolder.Minimal[..RubricFolder.Minimal.IndexOf("    redFlags:", StringComparison.Ordinal)];

        Read(withoutExemplars).Questions[0].RedFlags[0].Exemplars.ShouldBeEmpty();
        Read(withoutRedFlags).Questions[0].RedFlags.ShouldBeEmpty();
    }

    [Fact]
    public void Texts_lose_the_white_space_at_their_ends_and_keep_what_is_inside() =>
        Read(With("topic: Paging", "topic: >\n  On call\n  at night\n")).Topic.ShouldBe("On call at night");

    [Fact]
    public void A_field_that_nobody_knows_is_refused_with_the_nearest() =>
        Refused(With("weight: 3", "weight: 3\n        wieght: 2"),
            "paging.yaml:10: found unknown field \"wieght\" in key point acknowledge; expected only id, weight, statement, covered, partial, cues, exemplars, hint, advice, probe, critical. Did you mean weight?");

    [Fact]
    public void A_field_in_another_spelling_is_refused_with_the_nearest() =>
        Refused(With("keyPoints:", "key_points:"),
            "paging.yaml:4: found no keyPoints in question paging; expected each question to have it.",
            "paging.yaml:7: found unknown field \"key_points\" in question paging; expected only id, kind, asks, keyPoints, redFlags. Did you mean keyPoints?");

    [Fact]
    public void A_field_far_from_all_is_refused_without_a_guess() =>
        Refused(With("topic: Paging", "topic: Paging\nzzz: 1"),
            "paging.yaml:2: found unknown field \"zzz\" in the rubric; expected only topic, version, questions.");

    [Fact]
    public void A_field_given_twice_is_refused() =>
        Refused(With("weight: 3", "weight: 3\n        weight: 2"),
            "paging.yaml:10: found weight a second time in key point acknowledge; expected it once (first on line 9).");

    [Fact]
    public void A_missing_field_is_refused() =>
        Refused(Without("        hint: How do others know?\n"),
            "paging.yaml:8: found no hint in key point acknowledge; expected each key point to have it.");

    [Fact]
    public void Every_required_field_is_refused_when_missing()
    {
        Messages("{}").ShouldBe("""
            paging.yaml:1: found no topic in the rubric; expected each rubric to have it.
            paging.yaml:1: found no version in the rubric; expected each rubric to have it.
            paging.yaml:1: found no questions in the rubric; expected each rubric to have it.
            """);
        Messages("topic: a\nversion: b\nquestions: [{}]").ShouldBe("""
            paging.yaml:3: found no id in question 1; expected each question to have it.
            paging.yaml:3: found no kind in question 1; expected each question to have it.
            paging.yaml:3: found no asks in question 1; expected each question to have it.
            paging.yaml:3: found no keyPoints in question 1; expected each question to have it.
            """);
    }

    [Theory]
    [InlineData("5", "5")]
    [InlineData("0", "0")]
    [InlineData("-1", "-1")]
    [InlineData("1.5", "1.5")]
    [InlineData("high", "high")]
    [InlineData("\"3\"", "\"3\"")]
    [InlineData("99999999999", "99999999999")]
    [InlineData("[3]", "a list")]
    [InlineData("", "nothing")]
    public void A_weight_that_is_no_whole_number_from_1_to_3_is_refused(string weight, string found) =>
        Refused(With("weight: 3", $"weight: {weight}"),
            $"paging.yaml:9: found weight {found} in key point acknowledge; expected a whole number from 1 to 3.");

    [Theory]
    [InlineData("yes", "\"yes\"")]
    [InlineData("\"true\"", "\"true\"")]
    [InlineData("{}", "named fields")]
    public void A_critical_mark_that_is_no_truth_value_is_refused(string critical, string found) =>
        Refused(With("critical: true", $"critical: {critical}"),
            $"paging.yaml:10: found critical {found} in key point acknowledge; expected true or false, without quotes.");

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("\"  \"")]
    public void An_empty_statement_is_refused(string statement) =>
        Refused(With("Waits whether it goes away.", statement),
            "paging.yaml:26: found an empty statement in red flag ignores; expected a text.");

    [Fact]
    public void A_list_in_place_of_a_text_is_refused() =>
        Refused(With("How do others know?", "[a, b]"),
            "paging.yaml:21: found a list as hint in key point acknowledge; expected a text.");

    [Theory]
    [InlineData("1.0", "the number 1.0")]
    [InlineData("2", "the number 2")]
    [InlineData("0x1F", "the number 0x1F")]
    [InlineData("1e3", "the number 1e3")]
    [InlineData(".inf", "the number .inf")]
    [InlineData("true", "the truth value true")]
    [InlineData("null", "the empty value null")]
    [InlineData("~", "the empty value ~")]
    public void A_number_or_other_plain_value_in_place_of_a_text_is_refused(string version, string found) =>
        Refused(With("1.0.0", version),
            $"paging.yaml:2: found {found} as version in the rubric; expected a text. Put it in quotes.");

    [Theory]
    [InlineData("'1.0'", "1.0")]
    [InlineData("1.0.0-beta", "1.0.0-beta")]
    [InlineData("yes", "yes")]
    [InlineData("2026-01-02", "2026-01-02")]
    [InlineData("-x", "-x")]
    public void Quoted_numbers_and_words_are_texts(string version, string read) =>
        Read(With("1.0.0", version)).Version.ShouldBe(read);

    [Fact]
    public void A_text_in_place_of_a_list_is_refused() =>
        Refused(With("exemplars:\n          - I wait and see whether it comes again.", "exemplars: I wait and see."),
            "paging.yaml:29: found a text as exemplars in red flag ignores; expected a list of sentences, at least one.");

    [Fact]
    public void A_text_in_place_of_a_key_point_is_refused() =>
        Refused(With("    redFlags:", "      - communicate\n    redFlags:"),
            "paging.yaml:24: found a text as key point 2 in question paging; expected the fields id, weight, statement, covered, partial, cues, exemplars, hint, advice, probe.");

    [Fact]
    public void A_question_without_key_points_is_refused()
    {
        var head = RubricFolder.Minimal[..RubricFolder.Minimal.IndexOf("    keyPoints:", StringComparison.Ordinal)];

        Refused(head + "    keyPoints: []\n", "paging.yaml:7: found an empty list as keyPoints in question paging; expected a list of key points, at least one.");
        Refused(head + "    keyPoints:\n", "paging.yaml:7: found an empty keyPoints in question paging; expected a list of key points, at least one.");
    }

    [Theory]
    [InlineData("Acknowledge")]
    [InlineData("acknowledge page")]
    [InlineData("acknowledge_page")]
    [InlineData("-acknowledge")]
    [InlineData("acknowledge-")]
    [InlineData("acknowledge--page")]
    [InlineData("bestätigen")]
    public void An_id_that_is_not_lower_case_words_joined_by_hyphens_is_refused(string id) =>
        Refused(With("id: acknowledge", $"id: {id}"),
            $"paging.yaml:8: found the id \"{id}\"; expected lower-case words joined by hyphens, as in mitigate-first.");

    [Fact]
    public void Two_key_points_of_a_question_with_the_same_id_are_refused()
    {
        var start = RubricFolder.Minimal.IndexOf("      - id: acknowledge", StringComparison.Ordinal);
        var end = RubricFolder.Minimal.IndexOf("    redFlags:", StringComparison.Ordinal);

        Refused(RubricFolder.Minimal.Insert(end, RubricFolder.Minimal[start..end]),
            "paging.yaml:24: found the id \"acknowledge\" a second time; expected each id once (first on line 8).");
    }

    [Fact]
    public void Two_red_flags_of_a_question_with_the_same_id_are_refused()
    {
        var start = RubricFolder.Minimal.IndexOf("      - id: ignores", StringComparison.Ordinal);

        Refused(RubricFolder.Minimal + RubricFolder.Minimal[start..],
            "paging.yaml:31: found the id \"ignores\" a second time; expected each id once (first on line 25).");
    }

    [Fact]
    public void Two_questions_with_the_same_id_are_refused()
    {
        var start = RubricFolder.Minimal.IndexOf("  - id: paging", StringComparison.Ordinal);

        Refused(RubricFolder.Minimal + RubricFolder.Minimal[start..],
            "paging.yaml:31: found the id \"paging\" a second time; expected each id once (first on line 4).");
    }

    [Fact]
    public void A_scenario_is_named_after_its_file() =>
        Refused(With("id: paging", "id: alerting"),
            "paging.yaml:4: found the id \"alerting\" of a scenario; expected paging, after the file's name.");

    [Fact]
    public void A_follow_up_is_named_after_its_file() =>
        Refused(RubricFolder.Minimal + FollowUp("alerting/follow-up"),
            "paging.yaml:31: found the id \"alerting/follow-up\" of a follow-up; expected paging/follow-up, after the file's name.");

    [Fact]
    public void A_topic_has_a_scenario() =>
        Refused(With("id: paging\n    kind: scenario", "id: paging/follow-up\n    kind: follow-up"),
            "paging.yaml:4: found no scenario among the questions; expected one with the id paging and the kind scenario.");

    [Fact]
    public void A_follow_up_may_come_after_its_scenario() =>
        Read(RubricFolder.Minimal + FollowUp("paging/follow-up")).Questions.Select(question => (question.Id, question.Kind))
            .ShouldBe([("paging", QuestionKind.Scenario), ("paging/follow-up", QuestionKind.FollowUp)]);

    [Fact]
    public void A_kind_that_nobody_knows_is_refused() =>
        Refused(With("kind: scenario", "kind: Scenario"),
            "paging.yaml:5: found the kind \"Scenario\" in question paging; expected scenario or follow-up.");

    [Fact]
    public void An_empty_list_of_cues_is_refused() =>
        Refused(With("cues:\n          - - [go back to sleep, wait and see]", "cues: []"),
            "paging.yaml:27: found an empty list as cues in red flag ignores; expected a list of cues, at least one.");

    [Fact]
    public void An_empty_cue_is_refused() =>
        Refused(With("- - [acknowledg, ack$]", "- []"),
            "paging.yaml:15: found an empty list as cue 1 in key point acknowledge; expected a list of groups of stems, at least one.");

    [Fact]
    public void An_empty_group_is_refused() =>
        Refused(With("- [i am on it, taken over]", "- []"),
            "paging.yaml:17: found an empty list as group 2 of cue 2 in key point acknowledge; expected a list of stems, at least one.");

    [Fact]
    public void A_cue_that_is_one_list_of_stems_too_flat_is_refused() =>
        Refused(With("- - [acknowledg, ack$]", "- [acknowledg]"),
            "paging.yaml:15: found a text as group 1 of cue 1 in key point acknowledge; expected a list of stems, at least one.");

    [Fact]
    public void A_cue_of_more_than_six_groups_is_refused() =>
        Refused(With("- - [acknowledg, ack$]", "- [[a], [b], [c], [d], [e], [f], [g]]"),
            "paging.yaml:15: found 7 groups in cue 1 of key point acknowledge; expected at most 6. A sentence seldom has them all: split the cue.");

    [Fact]
    public void An_empty_stem_is_refused() =>
        Refused(With("ack$", "''"),
            "paging.yaml:15: found an empty stem in key point acknowledge; expected a text.");

    [Fact]
    public void A_stem_with_upper_case_is_refused() =>
        Refused(With("ack$", "ACK$"),
            "paging.yaml:15: found the stem \"ACK$\" in key point acknowledge; expected lower case: \"ack$\".");

    [Fact]
    public void A_stem_without_a_word_is_refused() =>
        Refused(With("ack$", "$$"),
            "paging.yaml:15: found the stem \"$$\" in key point acknowledge; expected at least one letter or digit.");

    [Fact]
    public void A_number_as_a_stem_is_refused() =>
        Refused(With("ack$", "503"),
            "paging.yaml:15: found the number 503 as stem in key point acknowledge; expected a text. Put it in quotes.");

    [Fact]
    public void All_problems_of_a_file_come_at_once_in_the_order_of_lines() =>
        Refused(
            RubricFolder.Minimal
                .Replace("weight: 3", "weight: 9", StringComparison.Ordinal)
                .Replace("topic: Paging", "topic:", StringComparison.Ordinal)
                .Replace("hint:", "hnt:", StringComparison.Ordinal)
                .Replace("id: ignores", "id: Ignores", StringComparison.Ordinal),
            "paging.yaml:1: found an empty topic in the rubric; expected a text.",
            "paging.yaml:8: found no hint in key point acknowledge; expected each key point to have it.",
            "paging.yaml:9: found weight 9 in key point acknowledge; expected a whole number from 1 to 3.",
            "paging.yaml:21: found unknown field \"hnt\" in key point acknowledge; expected only id, weight, statement, covered, partial, cues, exemplars, hint, advice, probe, critical. Did you mean hint?",
            "paging.yaml:25: found the id \"Ignores\"; expected lower-case words joined by hyphens, as in mitigate-first.");

    [Fact]
    public void Broken_YAML_is_refused_with_its_line() =>
        Refused(With("hint: How", "hint: 'How"),
            "paging.yaml:21: found broken YAML (While scanning a quoted scalar, found unexpected end of stream); expected valid YAML. Look at the quotes, brackets, colons and indentation there and just above.");

    [Fact]
    public void A_bracket_left_open_is_refused_with_its_line() =>
        Refused(With("weight: 3", "weight: [3"),
            "paging.yaml:9: found broken YAML (it can't be read on from there); expected valid YAML. Look at the quotes, brackets, colons and indentation there and just above.");

    [Fact]
    public void An_alias_is_refused() =>
        Refused(With("hint: How do others know?", "hint: *statement"),
            "paging.yaml:21: found the alias *statement; expected no aliases in a rubric. Write the value out.");

    [Fact]
    public void An_anchor_is_refused_before_an_alias_can_multiply_it() =>
        Refused("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n",
            "paging.yaml:1: found the anchor &a; expected no anchors in a rubric. Remove it.");

    [Fact]
    public void A_tag_is_refused() =>
        Refused(With("weight: 3", "weight: !!int 3"),
            "paging.yaml:9: found the tag tag:yaml.org,2002:int; expected no tags in a rubric. Remove it.");

    [Fact]
    public void Deep_nesting_is_refused() =>
        Refused("topic:\n" + new string('[', 100_000),
            "paging.yaml:2: found more than 16 levels of lists and fields; expected at most eight, as a cue's stems have.");

    [Fact]
    public void A_list_as_a_field_name_is_refused() =>
        Refused("? [a, b]\n: c\n",
            "paging.yaml:1: found a list or fields as the name of a field; expected a plain name before the colon.");

    [Fact]
    public void A_second_document_is_refused() =>
        Refused(RubricFolder.Minimal + "---\ntopic: Other\n",
            "paging.yaml:31: found a second document; expected one document a file. Put each topic into a file of its own.");

    [Theory]
    [InlineData("", "paging.yaml: found no content; expected the fields topic, version and questions.")]
    [InlineData("# nothing yet\n", "paging.yaml: found no content; expected the fields topic, version and questions.")]
    [InlineData("- a\n", "paging.yaml:1: found a list; expected the fields topic, version and questions.")]
    [InlineData("Paging\n", "paging.yaml:1: found a text; expected the fields topic, version and questions.")]
    public void A_file_without_fields_is_refused(string content, string message) => Refused(content, message);

    [Fact]
    public void A_file_over_1_MiB_is_refused() =>
        Refused(RubricFolder.Minimal + "#" + new string('x', RubricFile.MaxBytes),
            "paging.yaml: found more than 1,048,576 bytes; expected a rubric of one topic, which is far smaller.");

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused_with_their_line()
    {
        var bytes = Encoding.UTF8.GetBytes(RubricFolder.Minimal);
        bytes[RubricFolder.Minimal.IndexOf("pager goes", StringComparison.Ordinal)] = 0xE4;

        Messages(bytes).ShouldBe("paging.yaml:6: found bytes that are not UTF-8; expected text in UTF-8. Save the file again with the encoding UTF-8.");
    }

    [Fact]
    public void Control_characters_are_refused() =>
        Refused(With("pager goes", "pager\0goes"),
            "paging.yaml:6: found the control character U+0000; expected text without control characters.");

    [Theory]
    [InlineData("Paging.yaml")]
    [InlineData("paging.yml")]
    [InlineData("paging night.yaml")]
    [InlineData(".yaml")]
    public void A_file_name_from_which_no_id_can_be_made_is_refused(string name) =>
        _folder.Messages(Should.Throw<InputException>(() => RubricFile.Read(_folder.Write(name, RubricFolder.Minimal))))
            .ShouldBe($"{name}: found the file name \"{name}\"; expected lower-case words joined by hyphens and .yaml, as in incident-management.yaml.");

    [Fact]
    public void A_missing_file_is_refused() =>
        _folder.Messages(Should.Throw<InputException>(() => RubricFile.Read(Path.Combine(_folder.Path, "gone.yaml"))))
            .ShouldBe("gone.yaml: found no such file; expected a rubric's YAML file.");

    private static string With(string old, string replacement)
    {
        RubricFolder.Minimal.ShouldContain(old);
        return RubricFolder.Minimal.Replace(old, replacement, StringComparison.Ordinal);
    }

    private static string Without(string old) => With(old, string.Empty);

    private static string FollowUp(string id)
    {
        var question = RubricFolder.Minimal[RubricFolder.Minimal.IndexOf("  - id: paging", StringComparison.Ordinal)..];
        return question.Replace("id: paging\n    kind: scenario", $"id: {id}\n    kind: follow-up", StringComparison.Ordinal);
    }

    private Rubric Read(string content) => RubricFile.Read(_folder.Write("paging.yaml", content));

    private void Refused(string content, params string[] messages) => Messages(content).ShouldBe(string.Join('\n', messages));

    private string Messages(string content) => Messages(Encoding.UTF8.GetBytes(content));

    private string Messages(byte[] content)
    {
        var path = _folder.Write("paging.yaml", content);
        return _folder.Messages(Should.Throw<InputException>(() => RubricFile.Read(path)));
    }
}
