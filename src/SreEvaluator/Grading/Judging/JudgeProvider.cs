using System.ComponentModel;

namespace SreEvaluator.Grading.Judging;

/// <summary>Whose protocol the judge's model is reached by. Configuration names it in lower-case words joined by hyphens.</summary>
[TypeConverter(typeof(JudgeProviderConverter))]
public enum JudgeProvider
{
    /// <summary><c>none</c>: no judge; the local grader grades.</summary>
    None,

    /// <summary><c>openai</c>: OpenAI's own service.</summary>
    OpenAI,

    /// <summary><c>azure-openai</c>: a deployment of Azure OpenAI.</summary>
    AzureOpenAI,

    /// <summary><c>openai-compatible</c>: any server that speaks OpenAI's chat completions, such as vLLM, llama.cpp or a gateway.</summary>
    OpenAICompatible,

    /// <summary><c>ollama</c>: Ollama's own protocol.</summary>
    Ollama,

    /// <summary><c>anthropic</c>: Anthropic's own protocol.</summary>
    Anthropic,
}
