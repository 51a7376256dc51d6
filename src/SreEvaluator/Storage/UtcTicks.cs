using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SreEvaluator.Storage;

/// <summary>Times as ticks of UTC: both databases order them alike, and none rounds them.</summary>
internal sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
