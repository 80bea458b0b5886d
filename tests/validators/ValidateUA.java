import java.io.File;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Checks PDF files against PDF/UA-1 with veraPDF's engine.
 *
 * <p>Each argument is a file. A line is printed for each rule that a file breaks, then one that closes the file, so
 * that a reader can tell a file that passed from one that was never reached. Columns are parted by tabs, and a file is
 * named by its place among the arguments, from nought:
 *
 * <pre>
 *   0   broken    7.1-10   2   what the rule says, and where it was first broken
 *   0   checked   4810
 *   1   unread    why
 * </pre>
 *
 * <p>The jar holds the profile as XML but not the JAXB that veraPDF would read it with, hence the reader below.
 */
public final class ValidateUA {
    private static final String PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml";
    private static final int MOST_FAILURES = 10_000;
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    public static void main(String[] files) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile = readProfile();
        for (int place = 0; place < files.length; place++) {
            report(place, new File(files[place]), profile);
        }
    }

    private static void report(int place, File file, ValidationProfile profile) {
        PDFAFlavour flavour = profile.getPDFAFlavour();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour, flavour)) {
            ValidationResult result = Foundries.defaultInstance()
                    .createValidator(profile, MOST_FAILURES, false, true, false)
                    .validate(parser);
            brokenRules(result).forEach((rule, faults) ->
                    say(place, "broken", rule, faults.size(), describe(faults.get(0))));
            say(place, "checked", result.getTotalAssertions());
        } catch (Exception fault) {
            say(place, "unread", fault);
        }
    }

    private static Map<String, List<TestAssertion>> brokenRules(ValidationResult result) {
        Map<String, List<TestAssertion>> broken = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                RuleId rule = assertion.getRuleId();
                String name = rule.getClause() + "-" + rule.getTestNumber();
                broken.computeIfAbsent(name, unseen -> new ArrayList<>()).add(assertion);
            }
        }
        return broken;
    }

    private static String describe(TestAssertion fault) {
        String said = fault.getErrorMessage() == null ? fault.getMessage() : fault.getErrorMessage();
        return said + " (at " + fault.getLocation().getContext() + ")";
    }

    private static void say(Object... columns) {
        List<String> texts = new ArrayList<>();
        for (Object column : columns) {
            texts.add(String.valueOf(column).replaceAll("\\s+", " "));
        }
        OUT.println(String.join("\t", texts));
    }

    private static ValidationProfile readProfile() throws Exception {
        Element root = parse(PROFILE);
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element rule : within(root, "rule")) {
            rules.add(readRule(rule));
        }
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element variable : within(root, "variable")) {
            variables.add(readVariable(variable));
        }
        PDFAFlavour flavour = PDFAFlavour.valueOf(root.getAttribute("flavour"));
        var details = Profiles.profileDetailsFromValues(
                text(root, "name"), text(root, "description"), "veraPDF", new Date());
        return Profiles.profileFromValues(flavour, details, "", rules, variables);
    }

    private static Element parse(String resource) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        try (InputStream stream = ValidateUA.class.getClassLoader().getResourceAsStream(resource)) {
            return factory.newDocumentBuilder().parse(stream).getDocumentElement();
        }
    }

    private static Rule readRule(Element rule) {
        Element id = within(rule, "id").get(0);
        RuleId name = Profiles.ruleIdFromValues(
                PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"),
                Integer.parseInt(id.getAttribute("testNumber")));
        List<ErrorArgument> named = new ArrayList<>();
        for (Element argument : within(rule, "argument")) {
            named.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), null, null));
        }
        Boolean deferred = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(name, rule.getAttribute("object"), deferred, rule.getAttribute("tags"),
                text(rule, "description"), text(rule, "test"),
                Profiles.errorFromValues(text(rule, "message"), named), List.of());
    }

    private static Variable readVariable(Element variable) {
        return Profiles.variableFromValues(variable.getAttribute("name"), variable.getAttribute("object"),
                text(variable, "defaultValue"), text(variable, "value"));
    }

    private static String text(Element holder, String name) {
        return within(holder, name).stream().findFirst().map(Element::getTextContent).orElse("");
    }

    private static List<Element> within(Element holder, String name) {
        NodeList found = holder.getElementsByTagNameNS("*", name);
        return IntStream.range(0, found.getLength()).mapToObj(place -> (Element) found.item(place)).toList();
    }
}
