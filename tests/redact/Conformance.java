import java.io.File;
import java.io.InputStream;
import java.util.TreeSet;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.Profiles;

/** Asks veraPDF about files: a line for each file and flavour, with the clauses that it breaks. */
public class Conformance {
  static final String[][] FLAVOURS = {{"2a", "PDFA-2A"}, {"2u", "PDFA-2U"}, {"ua1", "PDFUA-1"}};

  public static void main(String[] paths) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    for (String path : paths) {
      for (String[] flavour : FLAVOURS) {
        System.out.println(flavour[0] + "\t" + path + "\t" + broken(path, flavour[0], flavour[1]));
      }
    }
  }

  static TreeSet<String> broken(String path, String flavour, String name) throws Exception {
    var clauses = new TreeSet<String>();
    var profile = "/org/verapdf/pdfa/validation/" + name + ".xml";
    try (InputStream rules = Conformance.class.getResourceAsStream(profile);
        var parser =
            Foundries.defaultInstance()
                .createParser(new File(path), PDFAFlavour.byFlavourId(flavour));
        var validator =
            Foundries.defaultInstance()
                .createValidator(Profiles.profileFromXml(rules), false)) {
      for (TestAssertion check : validator.validate(parser).getTestAssertions()) {
        if (check.getStatus() == TestAssertion.Status.FAILED) {
          clauses.add(check.getRuleId().getClause() + "-" + check.getRuleId().getTestNumber());
        }
      }
    }
    return clauses;
  }
}
