using System.Xml.Linq;

namespace PushFunctions.Tests.Conventions;

/// <summary>What a restore needs on either kind of feed, since only one kind is at hand at a time.</summary>
public sealed class PackageTests
{
    private const string OpenFeed = "'$(ClosedFeed)' != 'true'";
    private const string ClosedFeed = "'$(ClosedFeed)' == 'true'";

    private static HashSet<string> StoodInFor { get; } =
    [
        .. from reference in XDocument.Load(Path.Combine(Repository.Root, "eng", "closed-feed", "stand-ins.targets"))
               .Descendants("PackageReference")
           select reference.Attribute("Remove")!.Value,
    ];

    [Theory]
    [InlineData(OpenFeed)]
    [InlineData(ClosedFeed)]
    public void Every_package_has_a_version_on_either_feed(string feed)
    {
        var versions = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("ItemGroup")
            .Where(group => group.Attribute("Condition")?.Value is null or "" || group.Attribute("Condition")!.Value == feed)
            .Elements("PackageVersion").Select(version => version.Attribute("Include")!.Value).ToHashSet();

        // On a closed feed the stand-ins take the place of what the feed lacks.
        var wanted = References().Where(package => feed == OpenFeed || !StoodInFor.Contains(package)).Distinct();

        Assert.Empty(wanted.Except(versions));
    }

    /// <summary>What the projects ask for and do not give a version themselves.</summary>
    private static IEnumerable<string> References() =>
        from folder in (string[])["src", "tests", "eng"]
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories)
        // The worker's build writes a project of its own there.
        where !file.Split(Path.DirectorySeparatorChar).Contains("obj")
        let project = XDocument.Load(file)
        let own = project.Descendants("PackageVersion").Select(version => version.Attribute("Include")!.Value).ToHashSet()
        from reference in project.Descendants("PackageReference")
        let package = reference.Attribute("Include")!.Value
        where !own.Contains(package)
        select package;
}
