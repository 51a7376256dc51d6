using System.Collections;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SreEvaluator;

/// <summary>Refuses settings that there are none of: a name that is misspelt would otherwise change nothing, without a word.</summary>
public static class KnownSettings
{
    private const int MostMeant = 2;

    /// <summary>Binds options to their section, and refuses at the check of the options what of the section they do not have.</summary>
    /// <typeparam name="T">The options.</typeparam>
    /// <param name="options">The options.</param>
    /// <param name="section">Their section.</param>
    public static OptionsBuilder<T> BindKnown<T>(this OptionsBuilder<T> options, IConfigurationSection section)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(section);
        return options.Bind(section).RefuseUnknown(section);
    }

    /// <summary>Refuses at the check of options what of their section they do not have.</summary>
    /// <typeparam name="T">The options.</typeparam>
    /// <param name="options">The options.</param>
    /// <param name="section">Their section.</param>
    public static OptionsBuilder<T> RefuseUnknown<T>(this OptionsBuilder<T> options, IConfigurationSection section)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Services.AddSingleton<IValidateOptions<T>>(new Check<T>(options.Name, section));
        return options;
    }

    private static IEnumerable<string> Unknown(IConfigurationSection section, Type type)
    {
        var known = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite || (property.PropertyType != typeof(string) && typeof(IEnumerable).IsAssignableFrom(property.PropertyType)))
            .ToDictionary(property => property.Name, property => property.PropertyType, StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
        {
            if (!known.TryGetValue(child.Key, out var kind))
            {
                var meant = NearestNames.Of(child.Key, known.Keys, MostMeant);
                yield return $"{child.Path} is no setting. {(meant.Count > 0
                    ? $"Did you mean {string.Join(" or ", meant.Select(name => $"{section.Path}:{name}"))}?"
                    : $"Those of {section.Path} are {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}.")}";
            }
            else if (!IsPlain(kind) && kind.Namespace?.StartsWith(nameof(SreEvaluator), StringComparison.Ordinal) == true)
            {
                foreach (var inner in Unknown(child, kind))
                {
                    yield return inner;
                }
            }
        }
    }

    private static bool IsPlain(Type type) => type.IsValueType || type == typeof(string) || type == typeof(Uri);

    private sealed class Check<T>(string of, IConfigurationSection section) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            name != of ? ValidateOptionsResult.Skip
            : Unknown(section, typeof(T)).ToList() is { Count: > 0 } unknown ? ValidateOptionsResult.Fail(unknown)
            : ValidateOptionsResult.Success;
    }
}
