namespace SreEvaluator.Service.Web;

/// <summary>Names the resource files with the texts of the pages: <c>Texts.resx</c> in English, and one for each further language.</summary>
public sealed class Texts;
