using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SreEvaluator.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    internal partial class ResponseLocation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Location",
                table: "idempotent_requests",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Location",
                table: "idempotent_requests");
        }
    }
}
