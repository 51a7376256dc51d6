namespace SreEvaluator.Cli;

/// <summary>A setting is missing or wrong.</summary>
/// <param name="message">Which, and what to set.</param>
/// <param name="innerException">What brought it to light.</param>
internal sealed class ConfigurationException(string message, Exception? innerException = null) : Exception(message, innerException);
