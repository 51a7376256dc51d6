using System.Text;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SreEvaluator.Storage;

/// <summary>Texts as bytes: a text column can't hold every character that somebody can send.</summary>
internal sealed class Utf8Bytes() : ValueConverter<string, byte[]>(text => Encoding.UTF8.GetBytes(text), bytes => Encoding.UTF8.GetString(bytes));
