using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace SeeSupport.WebFront.Hosting;

/// <summary>Holds options to their <see cref="RangeAttribute"/>s, and names the configuration key of each that is outside.</summary>
internal sealed class RangeValidator<TOptions>(string section) : IValidateOptions<TOptions> where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var wrong = typeof(TOptions).GetProperties()
            .Select(property => (Property: property, Range: property.GetCustomAttribute<RangeAttribute>(), Value: property.GetValue(options)))
            .Where(each => each.Range?.IsValid(each.Value) == false)
            .Select(each => $"{section}:{each.Property.Name} is {each.Value} and has to be from {each.Range!.Minimum} to {each.Range.Maximum}.")
            .ToArray();
        return wrong.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
