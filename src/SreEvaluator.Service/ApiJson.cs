using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using SreEvaluator.Reports;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Batches;
using SreEvaluator.Service.Evaluations;
using SreEvaluator.Service.Health;
using SreEvaluator.Service.Interviews;
using SreEvaluator.Service.Paging;
using SreEvaluator.Service.Reviews;
using SreEvaluator.Service.Rubrics;

namespace SreEvaluator.Service;

/// <summary>The JSON of the API.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(IReadOnlyList<InputProblem>))]
[JsonSerializable(typeof(VersionJson))]
[JsonSerializable(typeof(IReadOnlyList<RubricJson>))]
[JsonSerializable(typeof(IReadOnlyList<QuestionJson>))]
[JsonSerializable(typeof(KeyPointsJson))]
[JsonSerializable(typeof(NewEvaluationJson))]
[JsonSerializable(typeof(EvaluationJson))]
[JsonSerializable(typeof(AnswerJson))]
[JsonSerializable(typeof(PageJson<AnswerJson>))]
[JsonSerializable(typeof(PageJson<EvaluationSummaryJson>))]
[JsonSerializable(typeof(UploadedJson))]
[JsonSerializable(typeof(PageJson<BatchJson>))]
[JsonSerializable(typeof(NewCandidateJson))]
[JsonSerializable(typeof(PageJson<CandidateJson>))]
[JsonSerializable(typeof(NewInterviewJson))]
[JsonSerializable(typeof(PageJson<InterviewJson>))]
[JsonSerializable(typeof(NewInvitationJson))]
[JsonSerializable(typeof(InvitationJson))]
[JsonSerializable(typeof(PageJson<ReviewQueueJson>))]
[JsonSerializable(typeof(ReviewEndJson))]
[JsonSerializable(typeof(NewOverrideJson))]
[JsonSerializable(typeof(IReadOnlyList<OverrideJson>))]
[JsonSerializable(typeof(EffectiveJson))]
[JsonSerializable(typeof(MeJson))]
[JsonSerializable(typeof(NewKeyJson))]
[JsonSerializable(typeof(MadeKeyJson))]
[JsonSerializable(typeof(PageJson<KeyJson>))]
[JsonSerializable(typeof(UserChangeJson))]
[JsonSerializable(typeof(PageJson<UserJson>))]
[JsonSerializable(typeof(PageJson<AuditEntryJson>))]
[JsonSerializable(typeof(AuditCheckJson))]
internal sealed partial class ApiJson : JsonSerializerContext;
