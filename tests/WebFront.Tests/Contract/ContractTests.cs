using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using SeeSupport.Consents;
using SeeSupport.Devices;
using SeeSupport.Invites;
using SeeSupport.Media;
using SeeSupport.Pictures;
using SeeSupport.Recordings;
using SeeSupport.Sessions;
using SeeSupport.Texts;
using SeeSupport.WebFront.Api;
using SeeSupport.WebFront.Hubs;

namespace SeeSupport.WebFront.Contract;

/// <summary>Both sides of the wire, the pages' <c>contract.ts</c> and the server's types, say the same.</summary>
public sealed class ContractTests
{
    private static readonly TypeScriptContract Contract = TypeScriptContract.Read();

    public static TheoryData<Type> Enumerations =>
        [typeof(SessionStatus), typeof(EndReason), typeof(Presence), typeof(ConsumerStep), typeof(EventKind), typeof(InviteChannel), typeof(InviteContent),
            typeof(InviteState), typeof(MediaState), typeof(MediaRoute), typeof(ConsentSubject), typeof(ConsentState), typeof(RecordingState),
            typeof(PictureSource), typeof(PictureState), typeof(PhotoWay), typeof(BuzzNotice)];

    public static TheoryData<string, Type> Shapes => new()
    {
        { "Problem", typeof(Problem) },
        { "SessionEvent", typeof(SessionEvent) },
        { "DeviceDescription", typeof(DeviceDescription) },
        { "DeviceHints", typeof(DeviceHints) },
        { "InviteView", typeof(InviteView) },
        { "MediaReport", typeof(MediaReport) },
        { "RecordingView", typeof(RecordingView) },
        { "IceServer", typeof(IceServer) },
        { "IceConfiguration", typeof(IceConfiguration) },
        { "PictureView", typeof(PictureView) },
        { "TextLine", typeof(TextLine) },
        { "WaitingText", typeof(WaitingText) },
        { "AgentView", typeof(AgentView) },
        { "ConsumerView", typeof(ConsumerView) },
        { "AgentUpdate", typeof(AgentUpdate) },
        { "ConsumerUpdate", typeof(ConsumerUpdate) },
        { "SessionLink", typeof(SessionLink) },
        { "AgentSnapshot", typeof(Hubs.AgentSnapshot) },
        { "ConsumerSnapshot", typeof(ConsumerSnapshot) },
        { "Welcome", typeof(Welcome) },
        { "Company", typeof(Company) },
        { "ArriveRequest", typeof(ArriveRequest) },
        { "ArriveResponse", typeof(ArriveResponse) },
    };

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void WordsAreTheSame(Type enumeration) => Assert.Equal(
        Contract.Words(enumeration.Name).Order(),
        Enum.GetValues(enumeration).Cast<object>().Select(each => JsonSerializer.Serialize(each, enumeration, HubJson.Wire).Trim('"')).Order());

    [Theory]
    [MemberData(nameof(Shapes))]
    public void MembersAreTheSame(string name, Type type)
    {
        var nullability = new NullabilityInfoContext();
        var members = HubJson.Wire.GetTypeInfo(type).Properties
            .Select(each => (each.Name, MayBeMissing: nullability.Create((PropertyInfo)each.AttributeProvider!).ReadState == NullabilityState.Nullable));
        Assert.Equal(Contract.Members(name).Order(), members.Order());
    }

    [Theory]
    [InlineData("AgentHub", typeof(AgentHub))]
    [InlineData("ConsumerHub", typeof(ConsumerHub))]
    [InlineData("AgentClient", typeof(IAgentClient))]
    [InlineData("ConsumerClient", typeof(IConsumerClient))]
    public void MethodsAreTheSame(string name, Type type)
    {
        var methods = type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(each => $"{each.Name}({string.Join(", ", each.GetParameters().Select(parameter => parameter.Name))}): {Returned(each.ReturnType, type)}");
        Assert.Equal(Contract.Methods(name).Select(each => $"{each.Name}({string.Join(", ", each.Parameters)}): {each.Returns}").Order(), methods.Order());
    }

    [Fact]
    public void AnAnswerHasAValueOrAProblem()
    {
        Assert.Equal("""{"value":{"code":"a","sentence":"b"}}""", JsonSerializer.Serialize(new Answer(new Problem("a", "b")), HubJson.Wire));
        Assert.Equal("""{"value":null,"problem":{"code":"a","sentence":"b"}}""", JsonSerializer.Serialize(Answer.Refused("a", "b"), HubJson.Wire));
        Assert.Equal("""{"value":null}""", JsonSerializer.Serialize(Answer.Done, HubJson.Wire));
    }

    [Fact]
    public void AnEventLooksAsThePagesReadIt()
    {
        var line = new SessionEvent
        {
            Sequence = 7,
            At = new DateTimeOffset(2026, 11, 22, 9, 30, 0, TimeSpan.Zero),
            Kind = EventKind.CodeRenewed,
            By = ParticipantRole.Agent,
            Text = "New code",
            Data = ImmutableDictionary<string, string>.Empty.Add("code-Is", "Kept"),
        };
        Assert.Equal(
            """{"sequence":7,"at":"2026-11-22T09:30:00+00:00","kind":"code-renewed","by":"agent","text":"New code","data":{"code-Is":"Kept"}}""",
            JsonSerializer.Serialize(line, HubJson.Wire));
    }

    [Fact]
    public void ANumberInPlaceOfAWordIsRefused() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ReportStep>("""{"step":5}""", HubJson.Wire));

    private static string Returned(Type type, Type owner)
    {
        if (type == typeof(Task))
            return owner.IsInterface ? "void" : "null";
        var value = type.GetGenericArguments()[0];
        return value.IsGenericType ? $"{value.GetGenericArguments()[0].Name}[]" : value.Name;
    }
}
