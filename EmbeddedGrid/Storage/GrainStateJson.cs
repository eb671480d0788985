using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Orleans.Runtime;

/// <summary>
/// State as JSON. Of a type with <see cref="GenerateSerializerAttribute"/> the members with an <see cref="IdAttribute"/> are kept and
/// no others, even where they are private or cannot be set, as Orleans does; references to grains and observers are kept by their
/// identity.
/// </summary>
internal sealed class GrainStateJson(Grid grid)
{
    private readonly JsonSerializerOptions _options = new()
    {
        Converters = { new ReferenceConverter(grid) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepNumberedMembers } },
        IncludeFields = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public byte[] Write<T>(T state) => JsonSerializer.SerializeToUtf8Bytes(state, _options);

    public T Read<T>(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<T>(json, _options)!;

    private static void KeepNumberedMembers(JsonTypeInfo info)
    {
        if (info.Kind != JsonTypeInfoKind.Object || !info.Type.IsDefined(typeof(GenerateSerializerAttribute)))
            return;
        foreach (var other in info.Properties.Where(each => each.AttributeProvider?.IsDefined(typeof(IdAttribute), true) != true).ToArray())
            info.Properties.Remove(other);
        for (var type = info.Type; type is not null && type != typeof(object); type = type.BaseType)
        {
            const BindingFlags own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
            foreach (var member in type.GetMembers(own).Where(each => each.IsDefined(typeof(IdAttribute))))
            {
                var (memberType, canRead) = member switch
                {
                    FieldInfo field => (field.FieldType, true),
                    PropertyInfo property => (property.PropertyType, property.CanRead),
                    _ => (null, false),
                };
                if (memberType is null || !canRead)
                    continue;
                var kept = info.Properties.FirstOrDefault(each => each.Name == member.Name);
                if (kept is null)
                    info.Properties.Add(kept = info.CreateJsonPropertyInfo(memberType, member.Name));
                kept.Get ??= Getter(member);
                kept.Set ??= Setter(member, memberType);
                if (memberType.IsGenericType && memberType.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
                    kept.ShouldSerialize = IsThere(Activator.CreateInstance(memberType)!);
            }
        }
    }

    /// <summary>An array that was never set cannot be written.</summary>
    private static Func<object, object?, bool> IsThere(object unset) => (_, value) => !unset.Equals(value);

    private static Func<object, object?> Getter(MemberInfo member)
    {
        var target = Expression.Parameter(typeof(object));
        var value = Expression.MakeMemberAccess(Expression.Convert(target, member.DeclaringType!), member);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), target).Compile();
    }

    private static Action<object, object?>? Setter(MemberInfo member, Type memberType)
    {
        if (member.DeclaringType!.IsValueType)
            return null;
        var field = member as FieldInfo ?? (member is PropertyInfo { CanWrite: false }
            ? member.DeclaringType.GetField($"<{member.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic)
            : null);
        if (field is not null)
            return field.SetValue;
        if (member is not PropertyInfo { CanWrite: true })
            return null;
        var target = Expression.Parameter(typeof(object));
        var value = Expression.Parameter(typeof(object));
        var place = Expression.MakeMemberAccess(Expression.Convert(target, member.DeclaringType), member);
        return Expression.Lambda<Action<object, object?>>(
            Expression.Assign(place, Expression.Convert(value, memberType)), target, value).Compile();
    }

    private sealed class ReferenceConverter(Grid grid) : JsonConverter<IAddressable>
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsInterface && typeof(IAddressable).IsAssignableFrom(typeToConvert);

        public override IAddressable? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { } id ? (IAddressable)grid.Reference(GrainId.Parse(id), typeToConvert) : null;

        public override void Write(Utf8JsonWriter writer, IAddressable value, JsonSerializerOptions options) =>
            writer.WriteStringValue(ReferenceFactory.ToReference(value)!.GetGrainId().ToString());

        public override IAddressable ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Read(ref reader, typeToConvert, options)!;

        public override void WriteAsPropertyName(Utf8JsonWriter writer, IAddressable value, JsonSerializerOptions options) =>
            writer.WritePropertyName(ReferenceFactory.ToReference(value)!.GetGrainId().ToString());
    }
}
