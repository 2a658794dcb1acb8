package custos.vault.lists;

import custos.list.ListQuestion;
import custos.policy.ChannelId;
import custos.policy.PurposeId;
import java.util.Optional;

/// Which list somebody asks for.
///
/// @param purpose what it is for: its basis decides who may be on it, its classes and fields what
///   may be opened
/// @param channel by which the purpose is followed; none exactly where the policy has none for it
public record ListRequest(ListQuestion question, PurposeId purpose, Optional<ChannelId> channel) {}
