using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;

namespace System.Runtime.CompilerServices
{
    /// <summary>Known to the runtime by its name: lets the emitted assembly use what is internal to another.</summary>
    [AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
    internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
    {
        public string AssemblyName { get; } = assemblyName;
    }
}

namespace Orleans.Runtime
{
    /// <summary>
    /// Makes references. The class of a reference is emitted once per interface: each of its methods puts its arguments into a
    /// request of its own class and sends it, so that a call costs no reflection and boxes nothing.
    /// </summary>
    internal static class ReferenceFactory
    {
        private const MethodAttributes Override =
            MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig | MethodAttributes.Final;

        private static readonly Type[] Construction = [typeof(Grid), typeof(GrainId)];

        private static readonly ConcurrentDictionary<Type, Lazy<Func<Grid, GrainId, GrainReference>>> Makers = new();

        public static GrainReference Make(Type interfaceType, Grid grid, GrainId grainId) =>
            Makers.GetOrAdd(interfaceType, static type => new(() => Emit(type))).Value(grid, grainId);

        /// <summary>An argument that names a grain or observer, as the reference the other side can call.</summary>
        /// <exception cref="ArgumentException">It is an object that is not a reference and not a grain.</exception>
        public static T? ToReference<T>(T? argument) where T : class => argument switch
        {
            null or GrainReference => argument,
            IGrainBase and IAddressable grain => grain.AsReference<T>(),
            IAddressable => throw new ArgumentException(
                $"{argument.GetType()} cannot be sent as it is: make a reference with {nameof(IGrainFactory.CreateObjectReference)}."),
            _ => argument,
        };

        private static Func<Grid, GrainId, GrainReference> Emit(Type interfaceType)
        {
            if (!interfaceType.IsInterface || interfaceType.ContainsGenericParameters)
                throw new ArgumentException($"{interfaceType} is no interface that grains or observers can be called through.");
            var methods = new[] { interfaceType }.Concat(interfaceType.GetInterfaces())
                .SelectMany(each => each.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                .ToArray();
            var module = DefineModule(interfaceType, methods);
            var type = module.DefineType(
                $"{interfaceType.FullName}.Reference", TypeAttributes.Public | TypeAttributes.Sealed, typeof(GrainReference), [interfaceType]);
            var known = type.DefineField("Methods", typeof(CallMethod[]), FieldAttributes.Public | FieldAttributes.Static);
            EmitConstructor(type);
            for (var index = 0; index < methods.Length; index++)
                EmitMethod(type, known, methods[index], index);
            var made = type.CreateType();
            made.GetField(known.Name)!.SetValue(null, methods.Select(method => new CallMethod(method)).ToArray());
            return made.GetMethod("Make")!.CreateDelegate<Func<Grid, GrainId, GrainReference>>();
        }

        private static ModuleBuilder DefineModule(Type interfaceType, MethodInfo[] methods)
        {
            var assembly = AssemblyBuilder.DefineDynamicAssembly(
                new($"{interfaceType.FullName}.Reference"), AssemblyBuilderAccess.Run);
            var attribute = typeof(System.Runtime.CompilerServices.IgnoresAccessChecksToAttribute).GetConstructor([typeof(string)])!;
            var used = methods.SelectMany(method => method.GetParameters().Select(each => each.ParameterType).Append(method.ReturnType))
                .Concat(methods.Select(method => method.DeclaringType!))
                .SelectMany(type => type.IsGenericType ? type.GetGenericArguments().Append(type) : [type])
                .Append(interfaceType).Append(typeof(ReferenceFactory));
            foreach (var name in used.Select(type => type.Assembly.GetName().Name!).Distinct())
                assembly.SetCustomAttribute(new(attribute, [name]));
            return assembly.DefineDynamicModule("Reference");
        }

        private static void EmitConstructor(TypeBuilder type)
        {
            var constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, Construction);
            var il = constructor.GetILGenerator();
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldarg_2);
            il.Emit(OpCodes.Call, typeof(GrainReference).GetConstructor(BindingFlags.NonPublic | BindingFlags.Instance, Construction)!);
            il.Emit(OpCodes.Ret);

            var maker = type.DefineMethod("Make", MethodAttributes.Public | MethodAttributes.Static, typeof(GrainReference), Construction);
            il = maker.GetILGenerator();
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Newobj, constructor);
            il.Emit(OpCodes.Ret);
        }

        private static void EmitMethod(TypeBuilder type, FieldBuilder known, MethodInfo method, int index)
        {
            var parameters = method.GetParameters().Select(each => each.ParameterType).ToArray();
            var (request, arguments) = EmitRequest((ModuleBuilder)type.Module, $"Request{index}.{method.Name}", method, parameters);
            var body = type.DefineMethod(method.Name, Override, method.ReturnType, parameters);
            var il = body.GetILGenerator();

            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Newobj, request.GetConstructor(Type.EmptyTypes)!);
            for (var place = 0; place < parameters.Length; place++)
            {
                il.Emit(OpCodes.Dup);
                il.Emit(OpCodes.Ldarg, place + 1);
                if (typeof(IAddressable).IsAssignableFrom(parameters[place]))
                    il.Emit(OpCodes.Call, typeof(ReferenceFactory).GetMethod(nameof(ToReference))!.MakeGenericMethod(parameters[place]));
                il.Emit(OpCodes.Stfld, arguments[place]);
            }

            il.Emit(OpCodes.Ldsfld, known);
            il.Emit(OpCodes.Ldc_I4, index);
            il.Emit(OpCodes.Ldelem_Ref);
            var result = ResultType(method);
            var send = typeof(GrainReference).GetMethods(BindingFlags.NonPublic | BindingFlags.Instance)
                .Single(each => each.Name == nameof(GrainReference.Send) && each.IsGenericMethod == (result is not null));
            il.Emit(OpCodes.Call, result is null ? send : send.MakeGenericMethod(result));
            if (method.ReturnType == typeof(void))
                il.Emit(OpCodes.Pop);
            else if (method.ReturnType.IsValueType)
                il.Emit(OpCodes.Newobj, method.ReturnType.GetConstructor([result is null ? typeof(Task) : typeof(Task<>).MakeGenericType(result)])!);
            il.Emit(OpCodes.Ret);
            type.DefineMethodOverride(body, method);
        }

        private static (Type Request, FieldInfo[] Arguments) EmitRequest(ModuleBuilder module, string name, MethodInfo method, Type[] parameters)
        {
            var parent = ResultType(method) is { } result ? typeof(Request<>).MakeGenericType(result) : typeof(PlainRequest);
            var type = module.DefineType(name, TypeAttributes.Public | TypeAttributes.Sealed, parent);
            var arguments = parameters.Select((each, place) => type.DefineField($"Argument{place}", each, FieldAttributes.Public)).ToArray();
            type.DefineDefaultConstructor(MethodAttributes.Public);

            var il = type.DefineMethod(nameof(Request.Call), Override, typeof(Task), [typeof(object)]).GetILGenerator();
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Castclass, method.DeclaringType!);
            Array.ForEach(arguments, argument => EmitLoad(il, argument));
            il.Emit(OpCodes.Callvirt, method);
            if (method.ReturnType == typeof(void))
            {
                il.Emit(OpCodes.Call, typeof(Task).GetProperty(nameof(Task.CompletedTask))!.GetMethod!);
            }
            else if (method.ReturnType.IsValueType)
            {
                var pending = il.DeclareLocal(method.ReturnType);
                il.Emit(OpCodes.Stloc, pending);
                il.Emit(OpCodes.Ldloca, pending);
                il.Emit(OpCodes.Call, method.ReturnType.GetMethod(nameof(ValueTask.AsTask))!);
            }

            il.Emit(OpCodes.Ret);

            il = type.DefineMethod(nameof(Request.GetArgumentCount), Override, typeof(int), Type.EmptyTypes).GetILGenerator();
            il.Emit(OpCodes.Ldc_I4, arguments.Length);
            il.Emit(OpCodes.Ret);

            il = type.DefineMethod(nameof(Request.GetArgument), Override, typeof(object), [typeof(int)]).GetILGenerator();
            var cases = arguments.Select(_ => il.DefineLabel()).ToArray();
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Switch, cases);
            il.Emit(OpCodes.Newobj, typeof(ArgumentOutOfRangeException).GetConstructor(Type.EmptyTypes)!);
            il.Emit(OpCodes.Throw);
            for (var place = 0; place < arguments.Length; place++)
            {
                il.MarkLabel(cases[place]);
                EmitLoad(il, arguments[place]);
                il.Emit(OpCodes.Box, parameters[place]);
                il.Emit(OpCodes.Ret);
            }

            if (Array.FindLast(arguments, argument => argument.FieldType == typeof(CancellationToken)) is { } token)
            {
                il = type.DefineMethod("get_Cancellation", MethodAttributes.Family | MethodAttributes.Virtual | MethodAttributes.HideBySig,
                    typeof(CancellationToken), Type.EmptyTypes).GetILGenerator();
                EmitLoad(il, token);
                il.Emit(OpCodes.Ret);
            }

            return (type.CreateType(), arguments);
        }

        private static void EmitLoad(ILGenerator il, FieldInfo argument)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, argument);
        }

        /// <summary>What a method answers with; null for nothing.</summary>
        private static Type? ResultType(MethodInfo method)
        {
            var returned = method.ReturnType;
            if (returned == typeof(void) || returned == typeof(Task) || returned == typeof(ValueTask))
                return null;
            var generic = returned.IsGenericType ? returned.GetGenericTypeDefinition() : null;
            if (method.IsGenericMethod || (generic != typeof(Task<>) && generic != typeof(ValueTask<>)))
                throw new OrleansConfigurationException(
                    $"{method.DeclaringType}.{method.Name} must return Task, Task<T>, ValueTask or ValueTask<T>, and have no type parameters.");
            return returned.GetGenericArguments()[0];
        }
    }
}
