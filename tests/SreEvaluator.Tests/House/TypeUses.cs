using Mono.Cecil;

namespace SreEvaluator.Tests.House;

/// <summary>A type with the namespaces that its declaration, its members and the code of its methods use.</summary>
/// <param name="Namespace">Its own namespace.</param>
/// <param name="Type">Its name.</param>
/// <param name="Used">The namespaces that it uses, with those of types nested in it.</param>
internal sealed record TypeUses(string Namespace, string Type, IReadOnlySet<string> Used)
{
    /// <summary>The types of a compiled assembly that lie in a namespace or below it.</summary>
    public static IReadOnlyList<TypeUses> Of(string assemblyPath, string rootNamespace)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(assemblyPath);
        return
        [
            .. assembly.MainModule.Types
                .Where(type => DependencyRules.IsWithin(type.Namespace, rootNamespace))
                .Select(type => new TypeUses(type.Namespace, type.Name, Namespaces(type))),
        ];
    }

    private static HashSet<string> Namespaces(TypeDefinition type)
    {
        var namespaces = new HashSet<string>(StringComparer.Ordinal);
        Declaration(type);
        return namespaces;

        void Declaration(TypeDefinition declared)
        {
            Use(declared.BaseType);
            Attributes(declared);
            Generics(declared);
            foreach (var implemented in declared.Interfaces)
            {
                Use(implemented.InterfaceType);
            }

            foreach (var field in declared.Fields)
            {
                Use(field.FieldType);
                Attributes(field);
            }

            foreach (var property in declared.Properties)
            {
                Attributes(property);
            }

            foreach (var method in declared.Methods)
            {
                Signature(method);
                Attributes(method);
                Generics(method);
                Code(method);
            }

            foreach (var nested in declared.NestedTypes)
            {
                Declaration(nested);
            }
        }

        void Code(MethodDefinition method)
        {
            if (!method.HasBody)
            {
                return;
            }

            foreach (var variable in method.Body.Variables)
            {
                Use(variable.VariableType);
            }

            foreach (var handler in method.Body.ExceptionHandlers)
            {
                Use(handler.CatchType);
            }

            foreach (var instruction in method.Body.Instructions)
            {
                switch (instruction.Operand)
                {
                    case TypeReference used:
                        Use(used);
                        break;
                    case FieldReference field:
                        Use(field.DeclaringType);
                        Use(field.FieldType);
                        break;
                    case MethodReference called:
                        Use(called.DeclaringType);
                        Signature(called);
                        break;
                }
            }
        }

        void Signature(MethodReference method)
        {
            Use(method.ReturnType);
            foreach (var parameter in method.Parameters)
            {
                Use(parameter.ParameterType);
            }

            if (method is GenericInstanceMethod generic)
            {
                foreach (var argument in generic.GenericArguments)
                {
                    Use(argument);
                }
            }
        }

        void Attributes(ICustomAttributeProvider provider)
        {
            foreach (var attribute in provider.CustomAttributes)
            {
                Use(attribute.AttributeType);
                foreach (var argument in attribute.ConstructorArguments.Select(argument => argument.Value).OfType<TypeReference>())
                {
                    Use(argument);
                }
            }
        }

        void Generics(IGenericParameterProvider provider)
        {
            foreach (var constraint in provider.GenericParameters.SelectMany(parameter => parameter.Constraints))
            {
                Use(constraint.ConstraintType);
            }
        }

        void Use(TypeReference? used)
        {
            switch (used)
            {
                case null or GenericParameter:
                    return;
                case GenericInstanceType generic:
                    foreach (var argument in generic.GenericArguments)
                    {
                        Use(argument);
                    }

                    Use(generic.ElementType);
                    return;
                case TypeSpecification wrapped:
                    Use(wrapped.ElementType);
                    return;
            }

            while (used.DeclaringType is not null)
            {
                used = used.DeclaringType;
            }

            namespaces.Add(used.Namespace);
        }
    }
}
