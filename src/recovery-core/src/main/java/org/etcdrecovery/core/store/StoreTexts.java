package org.etcdrecovery.core.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.finding.Advised;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.store.objects.StoreAddress.Web;
import org.etcdrecovery.core.store.objects.StoreTraits;
import org.etcdrecovery.core.store.objects.StoreTraits.Known;

/** The texts of the findings about stores, in one place so that they can be read in one sitting. */
public final class StoreTexts {
    private StoreTexts() {}

    /** What is wrong with the protection of a store. */
    public static List<Finding> of(StoreTraits traits) {
        List<Finding> findings = new ArrayList<>();
        if (traits.open() == Known.YES) {
            findings.add(new Finding(StoreCode.PUBLIC, Severity.CARE, "", "Everyone can read this bucket",
                    "A snapshot holds every key of the cluster: secrets, certificates and tokens of Kubernetes among them.",
                    "Close the bucket, then change what was in the snapshots."));
        }
        if (traits.encrypted() == Known.NO) {
            findings.add(new Finding(StoreCode.UNENCRYPTED, Severity.NOTE, "",
                    "The store does not encrypt this bucket by default",
                    "Who gets at its disks can read every key, unless the API server encrypts what it stores.",
                    "Turn on default encryption of the bucket."));
        }
        if (traits.tlsOff()) {
            findings.add(new Finding(StoreCode.TLS_OFF, Severity.CARE, "", "The store is reached without TLS",
                    "Who can listen on the network reads the snapshots, and can change them.",
                    "Use the https:// endpoint of the store; " + Advised.OWN_STORE_CA + "."));
        }
        return findings;
    }

    /** What is wrong with the way to a file on a web server. */
    public static List<Finding> of(Web url) {
        return of(new StoreTraits("http".equalsIgnoreCase(url.url().getScheme()), Known.UNKNOWN, Known.UNKNOWN,
                Known.UNKNOWN));
    }

    /** A store that cannot exclude other writers. */
    public static Finding noConditions() {
        return new Finding(StoreCode.NO_CONDITIONS, Severity.NOTE, "",
                "The store ignores the conditions of a request (If-None-Match)",
                "That a name is free was checked before the upload, but another writer could have taken it at the same"
                        + " moment.",
                "Let only one host write to this folder.");
    }

    static Finding gap(SequenceGap gap) {
        return new Finding(StoreCode.GAP, Severity.CARE, "", "No snapshot from " + gap.after() + " to " + gap.before(),
                "Before that, there is one every " + words(gap.usual()) + ".",
                "Look at the logs of that time: did the job fail, or did someone delete snapshots?");
    }

    private static String words(Duration duration) {
        return duration.toMinutes() >= 120 ? duration.toHours() + " hours" : duration.toMinutes() + " minutes";
    }
}
