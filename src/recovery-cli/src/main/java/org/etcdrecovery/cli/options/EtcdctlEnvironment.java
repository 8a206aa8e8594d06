package org.etcdrecovery.cli.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The environment variables of etcdctl, such as {@code ETCDCTL_ENDPOINTS} for {@code --endpoints}, with the rules of
 * its pkg/flags (seen with etcdctl 3.4.23, 3.5.35, 3.6.16 and 3.7.3): an empty variable sets nothing, a variable
 * together with its option is an error even if empty, and an unknown variable is a warning. etcdctl silently uses zero
 * for an invalid value. Here an invalid value is a warning, and the option is not set, or off.
 */
public final class EtcdctlEnvironment {
    private static final String PREFIX = "ETCDCTL_";
    /** Selected one of two API versions up to 3.5. The value in etcd's documentation is accepted silently. */
    private static final Map.Entry<String, String> API = Map.entry(PREFIX + "API", "3");

    private final Map<String, String> environment;
    private final SortedSet<String> names;
    private final List<String> warnings = new ArrayList<>();

    /**
     * @param environment all environment variables
     * @param names       the options that variables may set
     */
    public EtcdctlEnvironment(Map<String, String> environment, SortedSet<String> names) {
        this.environment = environment;
        this.names = names;
    }

    /**
     * Sets options that were not given.
     *
     * @param strict whether an option together with its variable is an error, as in etcdctl; otherwise the option wins
     * @throws WrongUsageException if {@code strict} and an option is given together with its variable
     */
    public void setInto(FlagSyntax syntax, boolean strict) throws WrongUsageException {
        Set<String> unknown = new TreeSet<>(environment.keySet());
        unknown.removeIf(variable -> !variable.startsWith(PREFIX) || isApi(variable));
        for (String name : names) {
            String variable = variable(name);
            unknown.remove(variable);
            String value = environment.getOrDefault(variable, "");
            if (syntax.isGiven(name)) {
                if (strict && environment.containsKey(variable)) {
                    throw new WrongUsageException("conflicting environment variable " + variable
                            + " is shadowed by corresponding command-line flag (either unset environment variable or"
                            + " disable flag)");
                }
            } else if (!value.isEmpty()) {
                set(syntax, name, variable, value);
            }
        }
        // Without the value, which may be a secret under a mistyped name.
        unknown.forEach(variable -> warnings.add("unrecognized environment variable " + variable));
    }

    /** The warnings, without values, which may be secrets. */
    public List<String> warnings() {
        return warnings;
    }

    private void set(FlagSyntax syntax, String name, String variable, String value) throws WrongUsageException {
        try {
            syntax.set(name, value);
        } catch (WrongUsageException _) {
            boolean flag = syntax.isSwitch(name);
            warnings.add("the value of the environment variable " + variable + " is not valid for " + name + " and is"
                    + " ignored" + (flag ? "; the option is off" : ""));
            if (flag) {
                syntax.set(name, "false");
            }
        }
    }

    private boolean isApi(String variable) {
        return variable.equals(API.getKey()) && API.getValue().equals(environment.get(variable));
    }

    private static String variable(String option) {
        return PREFIX + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
