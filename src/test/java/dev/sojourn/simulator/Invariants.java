package dev.sojourn.simulator;

import java.util.List;

/** All of them. */
final class Invariants {

    private Invariants() {}

    static List<Invariant> all(World world) {
        return List.of(
                new VolumeInvariants.TheVolumeNeverHasTwoAttachments(world),
                new VolumeInvariants.NoDetachUnderAWriter(world),
                new VolumeInvariants.NoTerminateUnderAWriter(world),
                new VolumeInvariants.TheContentIsWhatWasWrittenAndSynced(world),
                new VolumeInvariants.NothingWrittenIsLostUnlessAMachineDied(world),
                new VolumeInvariants.AFilesystemLeftUncleanlyIsCheckedBeforeItsMount(world),
                new VolumeInvariants.AVolumeToldHomeIsHome(world),
                new VolumeInvariants.NoVolumeIsUsedWhereItWouldBeDeleted(world),
                new BuilderInvariants.OnlyOneBuilderCanHoldTheVolume(world),
                new BuilderInvariants.NoAttemptHasTwoBuilders(world),
                new BuilderInvariants.NoBuilderOutlivesItsJob(world),
                new BuilderInvariants.NoBuilderOutlivesItsFuses(world),
                new BuilderInvariants.NoLaunchWithoutItsApproval(world),
                new MoneyInvariants.NoJobCostsMoreThanItsCapAndTheReserve(world),
                new MoneyInvariants.NoBuildGoesOnWhenTheMoneyOfTheDayIsUsedUp(world),
                new BuilderInvariants.OnlyWhatIsOnTheLadderIsBought(world),
                new BuilderInvariants.AQuotaThatIsReachedIsNotTriedAgain(world),
                new BuilderInvariants.TheHostIsNeverTerminatedByUs(world),
                new GuestInvariants.NoGuestObeysAnOlderEpoch(world),
                new GuestInvariants.NoGuestObeysACommandThatComesTooLate(world),
                new JobInvariants.OneJobAtATimeHasTheVolume(world),
                new ToldInvariants.AnOutcomeNeverChanges(world),
                new ToldInvariants.EveryMoveIsToldInTheSameWrite(world),
                new ToldInvariants.EveryEventIsPostedOnceAndInOrder(world),
                new JobInvariants.CostNeverShrinks(world),
                new JobInvariants.ABuildToldPassedHasPassed(world),
                new ToldInvariants.AttentionTellsTheTruth(world),
                new ToldInvariants.TheReasonOfAFailureIsTrue(world),
                new JobInvariants.WhenAllIsOverTheVolumeIsHome(world));
    }
}
