package org.etcdrecovery.core.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The types of the core that front ends may use. Other public types are public only for other packages of the core. To
 * use another type in a front end, add it here, where a reviewer sees that the door gets wider.
 */
public final class FrontEndDoor {
    private static final String CORE = "org.etcdrecovery.core.";

    private static final Map<String, Set<String>> OPEN = Map.ofEntries(
            types("bytes", "MalformedDataException"),
            types("cluster.command", "EtcdctlCommands JoinCommands RecoveryCommands SrvQuery"),
            types("cluster.connect",
                    "CallFailedException ConnectionSettings Contact Contacts DbSize DiscoveryException Endpoint "
                            + "Failure Login MemberList MemberStatus RaftProgress Routes SettingsException SrvDiscovery TlsSettings"),
            types("cluster.probe", "MemberProbe ProbeReport Prober SnapshotSource"),
            types("cluster.prove", "Proof ProofCheck ProofRequest Prover Stranger"),
            types("cluster.quorum", "MemberState QuorumAssessment QuorumAssessor Step"),
            types("cluster.save", "Manifest SaveRequest SaveWithManifest SavedSnapshot"),
            types("contents",
                    "AuthContents ContentSearch EffectivePermissions LeaseFilter LeasedKeys KeyLookup KeyRecord KeyRecords "
                            + "KeyRow MetaContents SearchText Secrecy SnapshotContents StoredValue"),
            types("contents.compare", "Change Changes Comparison Side SubtreeChanges Summary"),
            types("contents.export", "Export ExportFormat ExportRefusedException Selection"),
            types("contents.index",
                    "ActivityBin DeletedKey IndexMemoryException KeyCollector KeyIndex KeyMatcher KeyRef KeyState RecordRef "
                            + "RevisionRangeException StaleIndexException Subtree Subtrees Totals"),
            types("contents.kubernetes", "KubernetesObject KubernetesValue ObjectIdentity PlainJson SecretKeys"),
            types("contents.objects", "Deletion ObjectCatalog StoredObject"),
            types("contents.pages", "PageElements PageKind PageMap"),
            types("deliver",
                    "ActivationRequest AnsibleExport ConfigLine DeliverCommands Delivery DeliveryException DeliveryListener DeliveryTarget Destination Fetch HostFinding "
                            + "HostOutcome HostReport HostScript HostState HostStatus ServiceForm SshAddress SshRoutes SshSettings Through Tunnels Writes Written"),
            types("edit", "EditedKeyspace KeyspaceChange KeyspaceEdit KeyspaceSurvey LeaseChoice LeaseEffect Subtree"),
            types("explain", "Explanation Explanations Subject"),
            types("files",
                    "AtomicFile Directories Disk PartFiles ProcessLock RotatingFile RunLock Scratch ScratchDirectory ScratchException SmallFile "
                            + "UnsuitablePathException"),
            types("finding", "Advised Code Finding"),
            types("handover",
                    "FileCommands HandOver HandOverFiles OldMemberCommands Placement PlatformRestore RestoreCommands "
                            + "StartCommands StartForm StartGuide StartScript"),
            types("keyspace",
                    "Alarm ApplyRules ClusterId EtcdRelease GoQuote LeaseId Member MemberId MinorVersion Revision"),
            types("origin", "FileOrigin RecordedOrigin"),
            types("packed", "Packed PackedCode RefusedException"),
            types("plan", "BumpAdvice ClusterIdentity InvalidPlanException MemberRequest Owner PlanJson PlanResult "
                    + "PlannedMember Planner PreparePlan PreparePlanner PrepareRequest PrepareResult Problem ProblemCode "
                    + "RandomToken RestorePlan RestoreRequest SnapshotRef"),
            types("progress", "Cancellation Progress Stage Work"),
            types("rehearse",
                    "EtcdProgram Rehearsal RehearsalException RehearsalListener RehearsalNeeds RehearsalRequest "
                            + "RehearsalResult RehearsalStage StageResult"),
            types("report", "RecoveryReport ReportPair RestoreLoss"),
            types("report.html", "HtmlReport"),
            types("report.json",
                    "RecoveryReportJson AssessmentJson ContentsJson DeliverJson DiffJson ExplanationJson ExportJson FailureJson HistoryJson InspectionJson KeepJson KeysJson KubernetesJson PagesJson PrepareJson "
                            + "ProbeJson ProofJson RehearsalJson ReplayJson RescueJson ResultJson SalvageJson ScheduleJson SearchJson StoreJson StreamedJson TopJson WalDumpJson"),
            types("rescue",
                    "Agreement BehindDamage DirectoryAssessor DumpedRecord EntryKind LogCondition LogDump LogFacts "
                            + "LogPart LogTail MemberDirectory RankedMember Ranking RankingCode RankingNotice Triage "
                            + "RevisionBounds SnapshotOutput"),
            types("rescue.replay", "ChosenMember Effect KeyChange Replay ReplayOptions ReplayResult ReplayedEntry "
                    + "RescuedSnapshot"),
            types("rescue.salvage", "LostRange SalvageCode SalvageReport Salvager"),
            types("restore",
                    "ClosedDirectory DiskSpace Leftover Leftovers MemberPreview OccupiedDirectory OnePassRestore PlanFit Preparation RestoreException RestorePreview "
                            + "RestoreResult Restorer TargetProblem TargetRules UnfinishedRestore"),
            types("shell", "Command"),
            types("snapshot", "DatabaseFacts Downgrade FileHashes FindingCode HashKv HashKvReader Inspection "
                    + "InspectionListener Inspector PassListener Platform Quota Remains SnapshotFacts SnapshotFetcher SnapshotFile SnapshotName SnapshotOpener "
                    + "SnapshotStatus "
                    + "StatusReader TrailingHash Verdict"),
            types("store",
                    "SavedInStore SequenceGap SnapshotUpload StoreCode StoreCommands StoreCopy StoreFetcher StoreListing StoreTexts StoredManifest "
                            + "StoredSnapshot"),
            types("store.keep", "KeepRequest KeepResult KeepRules KeepRun PrometheusText StoreCheck Thinning"),
            types("store.schedule",
                    "CronJob Interval ScheduleCommands ScheduleFiles ScheduleRequest ScheduledFile SystemdTimer"),
            types("store.objects",
                    "CredentialSource ObjectStore StoreAddress StoreCredentials StoreEnvironment StoreException StoreSettings StoreTraits "
                            + "StoredObject Stores"),
            types("text",
                    "Counted ErrorCode ErrorMessages Escapes HexDump HumanSize PrintedJson ProgramVersion Shown Trace UrlText"),
            types("url", "EtcdUrl InitialCluster InvalidUrlException"));

    /** Front ends use no other type of the core. */
    public static final ArchRule RULE = noClasses().should()
            .dependOnClassesThat(describe("types of the core that are not for front ends", FrontEndDoor::isClosed))
            .because("they may change without regard to front ends; FrontEndDoor lists the open types");

    private FrontEndDoor() {}

    private static Map.Entry<String, Set<String>> types(String name, String types) {
        return Map.entry(name, Arrays.stream(types.split(" ")).collect(Collectors.toUnmodifiableSet()));
    }

    private static boolean isClosed(JavaClass type) {
        JavaClass element = type.getBaseComponentType();
        if (!element.getPackageName().startsWith(CORE)) {
            return false;
        }
        String path = element.getName().substring(element.getPackageName().length() + 1);
        String outermost = path.contains("$") ? path.substring(0, path.indexOf('$')) : path;
        Set<String> open = OPEN.getOrDefault(element.getPackageName().substring(CORE.length()), Set.of());
        // A record opens its builder too.
        return !open.contains(outermost) && !open.contains(outermost.replaceFirst("Builder$", ""));
    }
}
