namespace SreEvaluator.Grading.Local;

/// <summary>Boosted trees, their nodes in one array.</summary>
internal sealed class TreeScorer
{
    private readonly int[] _roots;
    private readonly TreeNode[] _nodes;
    private readonly double[] _leaves;
    private readonly double _bias;
    private readonly Logistic _probability;

    /// <summary>Creates it.</summary>
    /// <param name="roots">The place of each tree's first node, as <see cref="TreeNode"/> gives places.</param>
    /// <param name="nodes">The nodes of all trees.</param>
    /// <param name="leaves">What the leaves of all trees add to the score.</param>
    /// <param name="bias">The score without any tree.</param>
    /// <param name="probability">What a score stands for.</param>
    public TreeScorer(int[] roots, TreeNode[] nodes, double[] leaves, double bias, Logistic probability)
    {
        _roots = roots;
        _nodes = nodes;
        _leaves = leaves;
        _bias = bias;
        _probability = probability;
    }

    /// <summary>The probability of a row, 0 to 1.</summary>
    public float Probability(ReadOnlySpan<float> row)
    {
        var score = _bias;
        var nodes = _nodes.AsSpan();
        foreach (var root in _roots)
        {
            var place = root;
            while (place >= 0)
            {
                ref readonly var node = ref nodes[place];
                place = row[node.Feature] <= node.Threshold ? node.Left : node.Right;
            }

            score += _leaves[~place];
        }

        return _probability.Of(score);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static TreeScorer Read(BinaryReader reader)
    {
        var roots = new int[reader.ReadInt32()];
        var nodes = new TreeNode[reader.ReadInt32()];
        var leaves = new double[reader.ReadInt32()];
        for (var i = 0; i < roots.Length; i++)
        {
            roots[i] = reader.ReadInt32();
        }

        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = new TreeNode(reader.ReadInt32(), reader.ReadSingle(), reader.ReadInt32(), reader.ReadInt32());
        }

        for (var i = 0; i < leaves.Length; i++)
        {
            leaves[i] = reader.ReadDouble();
        }

        return new TreeScorer(roots, nodes, leaves, reader.ReadDouble(), Logistic.Read(reader));
    }

    /// <summary>Writes it.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_roots.Length);
        writer.Write(_nodes.Length);
        writer.Write(_leaves.Length);
        foreach (var root in _roots)
        {
            writer.Write(root);
        }

        foreach (var node in _nodes)
        {
            writer.Write(node.Feature);
            writer.Write(node.Threshold);
            writer.Write(node.Left);
            writer.Write(node.Right);
        }

        foreach (var leaf in _leaves)
        {
            writer.Write(leaf);
        }

        writer.Write(_bias);
        _probability.Write(writer);
    }
}
