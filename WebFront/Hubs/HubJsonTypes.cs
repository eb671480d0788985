using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SeeSupport.Consents;
using SeeSupport.Invites;
using SeeSupport.Media;
using SeeSupport.Pictures;
using SeeSupport.Sessions;
using SeeSupport.Texts;
using SeeSupport.WebFront.Api;

namespace SeeSupport.WebFront.Hubs;

/// <summary>Every type of the contract that is read or written by itself, so that no reflection is needed for it.</summary>
[JsonSerializable(typeof(Answer))]
[JsonSerializable(typeof(Welcome))]
[JsonSerializable(typeof(AgentSnapshot))]
[JsonSerializable(typeof(ConsumerSnapshot))]
[JsonSerializable(typeof(AgentUpdate))]
[JsonSerializable(typeof(ConsumerUpdate))]
[JsonSerializable(typeof(SessionEvent[]))]
[JsonSerializable(typeof(IceConfiguration))]
[JsonSerializable(typeof(MediaReport))]
[JsonSerializable(typeof(SendInvite))]
[JsonSerializable(typeof(InviteView))]
[JsonSerializable(typeof(CloseSession))]
[JsonSerializable(typeof(ReportStep))]
[JsonSerializable(typeof(StartCommand))]
[JsonSerializable(typeof(DescribeSession))]
[JsonSerializable(typeof(BuzzNotice))]
[JsonSerializable(typeof(SendText))]
[JsonSerializable(typeof(ImmutableArray<WaitingText>))]
[JsonSerializable(typeof(ConsentSubject))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(Guid))]
[JsonSerializable(typeof(PhotoWay))]
[JsonSerializable(typeof(ArriveRequest))]
[JsonSerializable(typeof(ArriveResponse))]
internal sealed partial class HubJsonTypes : JsonSerializerContext;
